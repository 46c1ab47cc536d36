using Mien.Data.Datasets;

namespace Mien.Data.Labels;

/// <summary>What a label set made of some clips.</summary>
/// <param name="Set">The label set.</param>
/// <param name="Clips">Clips with a class, in their old order.</param>
/// <param name="Dropped">Clips that the set leaves out, each with the reason.</param>
public sealed record Labelling(
    LabelSet Set,
    IReadOnlyList<LabelledClip> Clips,
    IReadOnlyList<(Clip Clip, string Reason)> Dropped
)
{
    /// <summary>Count of each class of one dataset, in the set's order.</summary>
    public IReadOnlyDictionary<string, int> CountsOf(string dataset) =>
        Set.Classes.ToDictionary(c => c, c => Clips.Count(clip => clip.Label == c && clip.Clip.Dataset == dataset));

    /// <summary>People with at least one clip.</summary>
    public int Subjects => Clips.Select(clip => (clip.Clip.Dataset, clip.Clip.Subject)).Distinct().Count();

    /// <summary>One sentence for each class whose count is not the published one, with the set's explanation where it has one.</summary>
    public IReadOnlyList<string> Differences()
    {
        var lines = new List<string>();
        foreach (var (dataset, published) in Set.Published)
        {
            var counts = CountsOf(dataset);
            if (counts.Values.Sum() == 0)
            {
                continue;
            }

            var note = Set.Notes.TryGetValue(dataset, out var text) ? $" ({text})" : "";
            lines.AddRange(
                published
                    .Where(c => counts[c.Key] != c.Value)
                    .Select(c => $"{dataset} {c.Key}: {counts[c.Key]} here, {c.Value} published{note}")
            );
        }

        return lines;
    }
}
