using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mien.Recognition.Training;

/// <summary>
/// Reads and writes the values of an enumeration by the names in their <see cref="JsonStringEnumMemberNameAttribute"/>, and
/// lists those names when it meets another one.
/// </summary>
internal sealed class NamedValueConverter<TEnum> : JsonConverter<TEnum>
    where TEnum : struct, Enum
{
    private static readonly Dictionary<string, TEnum> Values = Enum.GetValues<TEnum>()
        .ToDictionary(NameOf, value => value, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return text is not null && Values.TryGetValue(text, out var value)
            ? value
            : throw new JsonException(
                $"'{text ?? reader.TokenType.ToString()}' is not one of {string.Join(", ", Values.Keys)}"
            );
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
        writer.WriteStringValue(NameOf(value));

    private static string NameOf(TEnum value) =>
        typeof(TEnum).GetField(value.ToString())?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? value.ToString();
}
