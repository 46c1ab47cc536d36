using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Mien.Foundation;
using Mien.Recognition.Certification;

namespace Mien.Recognition.Runs;

/// <summary>Reads and writes the JSON files of a run folder: camel case, indented, numbers that read back to the same bits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(RunMetrics))]
[JsonSerializable(typeof(RunSplits))]
[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(Certificate))]
[JsonSerializable(typeof(RunTiming))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>Files above this many bytes are refused before anything is read.</summary>
    private const long MaxBytes = 256L << 20;

    public static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        if (!File.Exists(path))
        {
            throw new InputFaultException($"{path} does not exist: check that the folder is a finished run.");
        }

        try
        {
            return JsonSerializer.Deserialize(OutsideFile.ReadBytes(path, "The file", MaxBytes), type)
                ?? throw new InputFaultException($"{path} holds nothing: check the file.");
        }
        catch (JsonException fault)
        {
            throw new InputFaultException(
                $"{path}, line {(fault.LineNumber ?? 0) + 1} is not what a {type.Type.Name} file holds ({fault.Message}): check the file.",
                fault
            );
        }
    }

    /// <summary>A file that <see cref="Read"/> takes, as it lies on disk.</summary>
    public static string ReadText(string path) =>
        Encoding.UTF8.GetString(OutsideFile.ReadBytes(path, "The file", MaxBytes));

    public static void Write<T>(string path, T value, JsonTypeInfo<T> type) =>
        AtomicFile.WriteText(path, ToText(value, type));

    public static string ToText<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type) + "\n";
}
