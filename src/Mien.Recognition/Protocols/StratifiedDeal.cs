using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>Deals single items to parts, class by class, as papers that split clips or frames do.</summary>
internal static class StratifiedDeal
{
    /// <summary>For each part its items, ascending; the sizes of parts differ by at most one for each class.</summary>
    public static IReadOnlyList<int[]> Deal(ReadOnlySpan<int> labels, int parts, RandomStream random)
    {
        var members = Enumerable.Range(0, parts).Select(_ => new List<int>()).ToArray();
        var next = 0;
        foreach (
            var group in labels
                .ToArray()
                .Select((label, item) => (label, item))
                .GroupBy(x => x.label)
                .OrderBy(g => g.Key)
        )
        {
            var items = group.Select(x => x.item).ToArray();
            random.Shuffle<int>(items);
            foreach (var item in items)
            {
                members[next++ % parts].Add(item);
            }
        }

        return [.. members.Select(part => part.Order().ToArray())];
    }
}
