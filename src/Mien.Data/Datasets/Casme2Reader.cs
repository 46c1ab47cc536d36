using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// CASME II (Yan et al. 2014): 26 people, 200 frames a second. Frames <c>sub01/EP02_01f/img46.jpg</c>, registered crops
/// <c>reg_img46.jpg</c>; the numbers run from onset to offset and are not padded. Some editions of the coding table have
/// blank columns, one has a "/" for a missing apex.
/// </summary>
public sealed partial class Casme2Reader : DatasetReader
{
    private static readonly ColumnNames Columns = new(
        "Subject",
        "Filename",
        "OnsetFrame",
        "ApexFrame",
        "OffsetFrame",
        "Action Units",
        "Estimated Emotion"
    );

    /// <inheritdoc/>
    public override string Name => "casme2";

    /// <inheritdoc/>
    public override string Title => "CASME II";

    /// <inheritdoc/>
    public override double? FrameRate => 200;

    /// <inheritdoc/>
    public override string Access => "Institute of Psychology, Chinese Academy of Sciences (casme.psych.ac.cn)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions { get; } =
    ["happiness", "disgust", "repression", "surprise", "sadness", "fear", "others"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    [
        "5 classes, LOSO over 26 subjects",
        "7 objective classes (the edition with that column)",
        "MEGC2019 composite, 3 classes (with SAMM and SMIC-HS)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "coding of 8 May 2014",
            255,
            26,
            Classes(
                ("others", 99),
                ("disgust", 63),
                ("happiness", 32),
                ("repression", 27),
                ("surprise", 25),
                ("sadness", 7),
                ("fear", 2)
            ),
            "counted in CASME2-coding-20140508.xlsx; the paper's text says 247"
        ),
        new(
            "coding of 1 July 2019",
            255,
            26,
            Classes(
                ("others", 99),
                ("disgust", 63),
                ("happiness", 32),
                ("surprise", 28),
                ("repression", 27),
                ("sadness", 4),
                ("fear", 2)
            ),
            "counted in CASME2-coding-20190701.xlsx"
        ),
    ];

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings)
    {
        if (
            SheetTable.Find(book, file, findings, "Subject", "Filename", "Objective Class") is { } objective
            && !objective.Has("OnsetFrame")
            && !objective.Has("Onset")
        )
        {
            return ReadRows(objective, "objective classes", Columns, FinishObjective) with { IsSupplement = true };
        }

        var table = SheetTable.Find(
            book,
            file,
            findings,
            "Subject",
            "Filename",
            "OnsetFrame",
            "ApexFrame",
            "OffsetFrame",
            "Action Units",
            "Estimated Emotion"
        );
        if (table is null || table.Has("remarks"))
        {
            return null;
        }

        return ReadRows(table, "coding table of another edition", Columns, Finish);
    }

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example)
    {
        if (
            segments.Count < 2
            || !ClipName().IsMatch(segments[^1])
            || !SubjectName().IsMatch(segments[^2])
            || CasmeReader.IsCasmeFrame(example)
        )
        {
            return null;
        }

        var edition = segments.Any(s => s.Contains("cropped-updated", StringComparison.OrdinalIgnoreCase))
            ? "cropped (updated)"
            : RawOrCropped(segments);
        return new ClipPlace(Subject("sub", segments[^2], 2), segments[^1], edition);
    }

    internal override IEnumerable<Finding> Remarks(AnnotationTable table)
    {
        foreach (var clip in table.Clips.Where(clip => clip.Apex is null && !table.IsSupplement))
        {
            yield return new(
                FindingKind.Edition,
                FindingWeight.Note,
                $"{clip.Subject}/{clip.Name}",
                "this edition gives no apex frame",
                "use the corrections 'meb' (279) or let an apex spotter find it"
            );
        }
    }

    private static Clip Finish(SheetTable table, int row, Clip clip) =>
        clip with
        {
            Subject = Subject("sub", clip.Subject, 2),
            ObjectiveClass = Roman(table[row, "Objective Classes"]),
        };

    private static Clip FinishObjective(SheetTable table, int row, Clip clip) =>
        clip with
        {
            Subject = Subject("sub", clip.Subject, 2),
            ObjectiveClass = Roman(table[row, "Objective Class"]),
        };

    [GeneratedRegex(
        @"^EP\d+_\d+f?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ClipName();

    [GeneratedRegex(
        @"^(?:sub)?\d{1,2}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex SubjectName();
}
