using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mien.Recognition.Runs;

/// <summary>Writes an array of numbers on one line of an otherwise indented file.</summary>
internal sealed class CompactNumbers : JsonConverter<double[]>
{
    public override double[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CompactIntegers.ExpectArray(ref reader);
        var numbers = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(reader.GetDouble());
        }

        return [.. numbers];
    }

    public override void Write(Utf8JsonWriter writer, double[] value, JsonSerializerOptions options) =>
        writer.WriteRawValue(
            $"[{string.Join(", ", value.Select(number => number.ToString(CultureInfo.InvariantCulture)))}]"
        );
}
