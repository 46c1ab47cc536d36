using System.Text.Json;

namespace Mien.Recognition.Certification;

/// <summary>Finds the first place where two JSON documents differ.</summary>
internal static class JsonDifference
{
    /// <summary>Numbers that only rounding separates count as equal.</summary>
    private const double Rounding = 1e-9;

    /// <summary>"PATH is A where B was expected", or null where the documents agree.</summary>
    public static string? First(string found, string expected)
    {
        using var one = JsonDocument.Parse(found);
        using var other = JsonDocument.Parse(expected);
        return First("", one.RootElement, other.RootElement);
    }

    private static string? First(string path, JsonElement found, JsonElement expected)
    {
        if (found.ValueKind != expected.ValueKind)
        {
            return Describe(path, found, expected);
        }

        return found.ValueKind switch
        {
            JsonValueKind.Object => InObject(path, found, expected),
            JsonValueKind.Array => InArray(path, found, expected),
            JsonValueKind.Number => Math.Abs(found.GetDouble() - expected.GetDouble()) <= Rounding
                ? null
                : Describe(path, found, expected),
            _ => found.GetRawText() == expected.GetRawText() ? null : Describe(path, found, expected),
        };
    }

    private static string? InObject(string path, JsonElement found, JsonElement expected)
    {
        foreach (var property in expected.EnumerateObject())
        {
            var inner = Inside(path, property.Name);
            var difference = found.TryGetProperty(property.Name, out var value)
                ? First(inner, value, property.Value)
                : $"{inner} is missing";
            if (difference is not null)
            {
                return difference;
            }
        }

        return Unexpected(path, found, expected);
    }

    /// <summary>What was added, or written twice under one name, of which readers see either.</summary>
    private static string? Unexpected(string path, JsonElement found, JsonElement expected)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in found.EnumerateObject())
        {
            if (!expected.TryGetProperty(property.Name, out _))
            {
                return $"{Inside(path, property.Name)} is there where nothing was expected";
            }

            if (!seen.Add(property.Name))
            {
                return $"{Inside(path, property.Name)} is there twice";
            }
        }

        return null;
    }

    private static string Inside(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string? InArray(string path, JsonElement found, JsonElement expected)
    {
        if (found.GetArrayLength() != expected.GetArrayLength())
        {
            return $"{path} has {found.GetArrayLength()} entries where {expected.GetArrayLength()} were expected";
        }

        return Enumerable
            .Range(0, found.GetArrayLength())
            .Select(i => First($"{path}[{i}]", found[i], expected[i]))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string Describe(string path, JsonElement found, JsonElement expected) =>
        $"{path} is {Short(found)} where {Short(expected)} was expected";

    private static string Short(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 80 ? text : $"{text[..77]}...";
    }
}
