using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>What one annotation file says.</summary>
/// <param name="File">The file, relative to what was opened.</param>
/// <param name="Dataset">The dataset's short name.</param>
/// <param name="Edition">Which edition of the table, told from its columns and counts.</param>
/// <param name="Clips">Its clips in the order of its rows.</param>
/// <param name="Findings">Rows and cells that make no sense.</param>
public sealed record AnnotationTable(
    string File,
    string Dataset,
    string Edition,
    IReadOnlyList<Clip> Clips,
    IReadOnlyList<Finding> Findings
)
{
    /// <summary>Whether the table only adds a column to another one (CASME II's objective classes) and lists no clips to count.</summary>
    public bool IsSupplement { get; init; }

    /// <summary>Counts of each class, by the dataset's own emotion names.</summary>
    public IReadOnlyDictionary<string, int> Classes => CountClasses(Clips);

    /// <summary>People in the table.</summary>
    public int Subjects => Clips.Select(clip => (clip.Dataset, clip.Subject)).Distinct().Count();

    internal static IReadOnlyDictionary<string, int> CountClasses(IEnumerable<Clip> clips) =>
        clips
            .GroupBy(clip => clip.Emotion ?? "unlabelled")
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count());
}
