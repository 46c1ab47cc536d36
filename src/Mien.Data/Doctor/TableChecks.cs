using Mien.Data.Datasets;

namespace Mien.Data.Doctor;

/// <summary>What a table alone can tell: order of frames, clips listed twice, subjects that contradict the clip's name, counts.</summary>
internal static class TableChecks
{
    private const double MostRows = 0.8;
    private const string Unlabelled = "unlabelled";

    public static IEnumerable<Finding> Check(DatasetReader reader, AnnotationTable table) =>
        [.. Orders(table), .. Repeats(table), .. Subjects(reader, table), .. reader.Remarks(table)];

    /// <summary>Differences to the nearest published release.</summary>
    public static IEnumerable<Finding> Counts(
        DatasetReader reader,
        string where,
        int clips,
        int subjects,
        IReadOnlyDictionary<string, int> classes
    )
    {
        if (reader.Releases.Count == 0 || reader.Releases.Any(release => release.Matches(clips, subjects, classes)))
        {
            yield break;
        }

        var release = Nearest(reader, clips, subjects, classes);
        if (clips != release.Clips)
        {
            yield return Count(
                where,
                $"{clips} clips, {release.Clips} are published ({release.Name}; {release.Source})"
            );
        }

        if (subjects != release.Subjects)
        {
            yield return Count(where, $"{subjects} subjects, {release.Subjects} are published");
        }

        if (classes.Keys.All(name => name == Unlabelled) && !release.Classes.ContainsKey(Unlabelled))
        {
            yield break;
        }

        foreach (var name in release.Classes.Keys.Union(classes.Keys))
        {
            var (here, published) = (classes.GetValueOrDefault(name), release.Classes.GetValueOrDefault(name));
            if (here != published)
            {
                yield return Count(where, $"{here} clips of '{name}', {published} are published");
            }
        }
    }

    /// <summary>The release whose counts are these, or the one with the nearest number of clips.</summary>
    public static Release Nearest(
        DatasetReader reader,
        int clips,
        int subjects,
        IReadOnlyDictionary<string, int> classes
    ) =>
        reader.Releases.FirstOrDefault(release => release.Matches(clips, subjects, classes))
        ?? reader.Releases.MinBy(release => Math.Abs(release.Clips - clips))!;

    private static Finding Count(string where, string what) =>
        new(
            FindingKind.Count,
            FindingWeight.Warning,
            where,
            what,
            "find out which clips differ before comparing scores with published ones"
        );

    private static IEnumerable<Finding> Orders(AnnotationTable table)
    {
        var backward = table.Clips.Where(clip => clip.Onset > clip.Offset).ToList();
        if (backward.Count >= 3 && backward.Count >= MostRows * table.Clips.Count)
        {
            yield return new(
                FindingKind.Order,
                FindingWeight.Fault,
                table.File,
                $"{backward.Count} of {table.Clips.Count} rows end before they begin, so the onset and offset columns are swapped",
                "swap the two columns' headings"
            );
            yield break;
        }

        var outside = table.Clips.Where(clip => clip.Onset > clip.Apex || clip.Apex > clip.Offset).ToList();
        if (outside.Count >= 3 && outside.Count >= MostRows * table.Clips.Count)
        {
            yield return new(
                FindingKind.Order,
                FindingWeight.Fault,
                table.File,
                $"the apex of {outside.Count} of {table.Clips.Count} rows lies outside onset and offset, so the apex column is swapped with a neighbour",
                "put the columns' headings right"
            );
            yield break;
        }

        foreach (var clip in table.Clips)
        {
            if (OrderOf(clip) is { Length: > 0 } what)
            {
                yield return new(
                    FindingKind.Order,
                    FindingWeight.Fault,
                    $"{table.File}, row {clip.Row}",
                    $"{clip.Subject}/{clip.Name}: {what}",
                    "look at the frames, or use a set of corrections that knows the clip"
                );
            }
        }
    }

    private static string OrderOf(Clip clip) =>
        clip.Onset < 0 ? $"onset {clip.Onset} is below 0"
        : clip.Onset > clip.Offset ? $"onset {clip.Onset} is after offset {clip.Offset}"
        : clip.Apex < clip.Onset ? $"apex {clip.Apex} is before onset {clip.Onset}"
        : clip.Apex > clip.Offset ? $"apex {clip.Apex} is after offset {clip.Offset}"
        : "";

    private static IEnumerable<Finding> Repeats(AnnotationTable table) =>
        from clip in table.Clips
        group clip by (clip.Dataset, clip.Subject, clip.Name) into same
        where same.Count() > 1
        select new Finding(
            FindingKind.Duplicate,
            FindingWeight.Fault,
            $"{table.File}, rows {string.Join(" and ", same.Select(clip => clip.Row))}",
            $"{same.Key.Subject}/{same.Key.Name} is listed {same.Count()} times",
            "delete the row that is wrong"
        );

    private static IEnumerable<Finding> Subjects(DatasetReader reader, AnnotationTable table) =>
        from clip in table.Clips
        let told = reader.SubjectInName(clip.Name)
        where told is not null && !told.Equals(clip.Subject, StringComparison.OrdinalIgnoreCase)
        select new Finding(
            FindingKind.Subject,
            FindingWeight.Fault,
            $"{table.File}, row {clip.Row}",
            $"subject is {clip.Subject} but the clip {clip.Name} is of {told}",
            "correct the subject"
        );
}
