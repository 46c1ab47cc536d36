using System.Globalization;
using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// CAS(ME)^3 (Li et al. 2022), parts A and C: long colour and depth sequences at 30 frames a second,
/// <c>spNO.1/b/color/175.jpg</c>. One sequence may hold several expressions, so a clip is named by sequence and onset,
/// <c>b_166</c>. Part C has no apex and its own subjects, written C01 here so that they are not taken for part A's.
/// </summary>
public sealed partial class Casme3Reader : DatasetReader
{
    /// <inheritdoc/>
    public override string Name => "casme3";

    /// <inheritdoc/>
    public override string Title => "CAS(ME)^3";

    /// <inheritdoc/>
    public override double? FrameRate => 30;

    /// <inheritdoc/>
    public override string Access => "Institute of Psychology, Chinese Academy of Sciences (casme.psych.ac.cn)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions { get; } =
    ["disgust", "surprise", "others", "fear", "anger", "sad", "happy"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    ["3, 4 or 7 classes, LOSO over 94 subjects (part A)", "spotting in the long sequences"];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "part A, labels v2",
            860,
            94,
            Classes(
                ("disgust", 250),
                ("surprise", 187),
                ("others", 161),
                ("fear", 86),
                ("anger", 64),
                ("sad", 57),
                ("happy", 55)
            ),
            "counted in cas(me)3_part_A_ME_label_JpgIndex_v2.xlsx; 100 people were recorded"
        ),
    ];

    internal override bool HasLongSequences => true;

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings) =>
        ReadPartA(book, file, findings) ?? ReadPartC(book, file, findings);

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example)
    {
        if (segments.Count < 3 || segments[^1].ToLowerInvariant() is not ("color" or "depth"))
        {
            return null;
        }

        var part = segments[^1].Equals("depth", StringComparison.OrdinalIgnoreCase) ? "depth" : "colour";
        if (PartASubject().IsMatch(segments[^3]))
        {
            return new ClipPlace(Subject("spNO.", segments[^3], 1), segments[^2], $"part A {part}");
        }

        return PartCSubject().IsMatch(segments[^3])
            ? new ClipPlace(Subject("C", segments[^3], 2), segments[^2], $"part C {part}")
            : null;
    }

    private AnnotationTable? ReadPartA(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.Find(
            book,
            file,
            findings,
            "Subject",
            "Filename",
            "Onset",
            "Apex",
            "Offset",
            "AU",
            "Objective class",
            "emotion"
        );
        var columns = new ColumnNames("Subject", "Filename", "Onset", "Apex", "Offset", "AU", "emotion");
        return table is null ? null : ReadRows(table, "part A, labels of another edition", columns, FinishPartA);
    }

    private AnnotationTable? ReadPartC(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.Find(book, file, findings, "sub", "count", "onset", "offset", "au");
        var columns = new ColumnNames("sub", "count", "onset", "apex", "offset", "au", "emotion");
        return table is null ? null : ReadRows(table, $"part C, {table.Count} rows", columns, FinishPartC);
    }

    private static Clip FinishPartA(SheetTable table, int row, Clip clip) =>
        clip with
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{clip.Name}_{clip.Onset}"),
            ObjectiveClass = Roman(table[row, "Objective class"]),
        };

    private static Clip FinishPartC(SheetTable table, int row, Clip clip) =>
        clip with
        {
            Subject = Subject("C", clip.Subject, 2),
        };

    [GeneratedRegex(
        @"^spNO\.\d+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex PartASubject();

    [GeneratedRegex(@"^\d{1,2}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PartCSubject();
}
