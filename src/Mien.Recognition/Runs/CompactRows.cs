using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mien.Recognition.Runs;

/// <summary>Writes a matrix of whole numbers on one line of an otherwise indented file.</summary>
internal sealed class CompactRows : JsonConverter<int[][]>
{
    private static readonly CompactIntegers Row = new();

    public override int[][] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CompactIntegers.ExpectArray(ref reader);
        var rows = new List<int[]>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rows.Add(Row.Read(ref reader, typeof(int[]), options));
        }

        return [.. rows];
    }

    public override void Write(Utf8JsonWriter writer, int[][] value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value.Select(row => $"[{string.Join(", ", row)}]"))}]");
}
