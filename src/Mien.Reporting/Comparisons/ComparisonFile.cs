using Mien.Foundation;

namespace Mien.Reporting.Comparisons;

/// <summary>Writes a comparison in the format that the file's name asks for.</summary>
public static class ComparisonFile
{
    private static readonly Dictionary<string, Func<Comparison, string>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = comparison => ComparisonPage.Compose(comparison).ToText(),
        [".csv"] = ComparisonCsv.Compose,
        [".tex"] = ComparisonLatex.Compose,
        [".md"] = ComparisonMarkdown.Compose,
    };

    /// <summary>Refuses a name that ends in none of the formats, before any work is done.</summary>
    /// <exception cref="InputFaultException">It does; the message lists those there are.</exception>
    public static void RequireFormat(string path)
    {
        if (!Formats.ContainsKey(Path.GetExtension(path)))
        {
            throw new InputFaultException(
                $"{path} ends in no format of a comparison: name a file that ends in {string.Join(", ", Formats.Keys)}."
            );
        }
    }

    /// <summary>Writes the comparison, whole or not at all.</summary>
    public static void Write(Comparison comparison, string path)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        RequireFormat(path);
        AtomicFile.WriteText(path, Formats[Path.GetExtension(path)](comparison));
    }
}
