using System.Globalization;

namespace Mien.Cluster.Slurm;

/// <summary>Numbers of array tasks as Slurm writes them: <c>3</c>, <c>[0-2,5%4]</c>.</summary>
internal static class TaskNumbers
{
    // A line that names more tasks than any site allows is damaged.
    private const int Most = 4_000_000;

    /// <summary>The numbers; one null when there are none, for a job that is no array.</summary>
    public static IEnumerable<int?> Parse(string text)
    {
        var limit = text.IndexOf('%', StringComparison.Ordinal);
        var plain = (limit < 0 ? text : text[..limit]).Trim('[', ']');
        return plain.Length == 0 ? [null] : plain.Split(',').SelectMany(Range).Select(number => (int?)number);
    }

    private static IEnumerable<int> Range(string text)
    {
        var ends = text.Split('-');
        return
            int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last >= first
            && last - first < Most
            ? Enumerable.Range(first, last - first + 1)
            : [];
    }
}
