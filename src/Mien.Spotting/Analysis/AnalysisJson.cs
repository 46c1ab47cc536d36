using System.Text.Json;
using System.Text.Json.Serialization;
using Mien.Foundation;

namespace Mien.Spotting.Analysis;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(MotionState))]
internal sealed partial class AnalysisJson : JsonSerializerContext
{
    public static MotionState Read(string text, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Default.MotionState) ?? throw new JsonException("it holds nothing");
        }
        catch (JsonException cause)
        {
            throw new InputFaultException(
                $"{path} is damaged ({cause.Message}): delete it and {Path.GetFileName(path).Replace(".json", ".bin", StringComparison.Ordinal)} to measure anew.",
                cause
            );
        }
    }

    public static string ToText(MotionState state) => JsonSerializer.Serialize(state, Default.MotionState) + "\n";
}
