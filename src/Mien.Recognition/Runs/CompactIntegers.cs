using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mien.Recognition.Runs;

/// <summary>Writes an array of whole numbers on one line of an otherwise indented file.</summary>
internal sealed class CompactIntegers : JsonConverter<int[]>
{
    public override int[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        ExpectArray(ref reader);
        var numbers = new List<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.GetInt32());
        }

        return [.. numbers];
    }

    public override void Write(Utf8JsonWriter writer, int[] value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(", ", value)}]");

    internal static void ExpectArray(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("an array of numbers was expected");
        }
    }
}
