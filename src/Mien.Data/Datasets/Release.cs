namespace Mien.Data.Datasets;

/// <summary>The counts of one published release of a dataset, to hold a copy against.</summary>
/// <param name="Name">The release, for example "coding of 8 May 2014".</param>
/// <param name="Clips">Annotated expressions.</param>
/// <param name="Subjects">People with at least one.</param>
/// <param name="Classes">Count of each class, by the dataset's own emotion names.</param>
/// <param name="Source">Where the counts come from.</param>
public sealed record Release(
    string Name,
    int Clips,
    int Subjects,
    IReadOnlyDictionary<string, int> Classes,
    string Source
)
{
    /// <summary>Whether counts are those of this release.</summary>
    public bool Matches(int clips, int subjects, IReadOnlyDictionary<string, int> classes) =>
        clips == Clips
        && subjects == Subjects
        && Classes.Count == classes.Count
        && Classes.All(c => classes.GetValueOrDefault(c.Key) == c.Value);
}
