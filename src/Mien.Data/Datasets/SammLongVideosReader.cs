using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// SAMM Long Videos (Yap et al. 2020): micro- and macro-expressions in long sequences <c>006_1/006_1_0001.jpg</c> at 200
/// frames a second. A row <c>006_1_2</c> is the second expression of sequence <c>006_1</c>; an apex of -1 is not coded.
/// </summary>
public sealed partial class SammLongVideosReader : DatasetReader
{
    /// <inheritdoc/>
    public override string Name => "samm-lv";

    /// <inheritdoc/>
    public override string Title => "SAMM Long Videos";

    /// <inheritdoc/>
    public override double? FrameRate => 200;

    /// <inheritdoc/>
    public override string Access => "Manchester Metropolitan University (helward.mmu.ac.uk/STAFF/M.Yap/dataset.php)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    ["spotting of micro- and macro-expressions (MEGC2020 on)", "spot-then-recognise"];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "FACS codes of the long videos",
            502,
            30,
            Classes(("unlabelled", 502)),
            "343 macro- and 159 micro-expressions (Yap et al. 2020); 30 of the 32 people have one"
        ),
    ];

    internal override bool HasLongSequences => true;

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.Find(
            book,
            file,
            findings,
            "Subject",
            "Filename",
            "Inducement Code",
            "Onset",
            "Apex",
            "Offset",
            "Type"
        );
        var columns = new ColumnNames("Subject", "Filename", "Onset", "Apex", "Offset", "Action Units", "Emotion");
        return table is null ? null : ReadRows(table, "FACS codes of another edition", columns, Finish);
    }

    internal override string? SubjectInName(string clip) =>
        clip.Length > 3 && clip[3] == '_' && clip[..3].All(char.IsAsciiDigit) ? clip[..3] : null;

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example) =>
        segments.Count >= 1 && SequenceName().Match(segments[^1]) is { Success: true } match
            ? new ClipPlace(match.Groups["subject"].Value, segments[^1], RawOrCropped(segments))
            : null;

    private static Clip Finish(SheetTable table, int row, Clip clip)
    {
        var cut = clip.Name.LastIndexOf('_');
        return clip with
        {
            Subject = Subject("", clip.Subject, 3),
            Sequence = cut > 0 ? clip.Name[..cut] : clip.Name,
            Apex = clip.Apex < 0 ? null : clip.Apex,
            Kind = table[row, "Type"].StartsWith("Macro", StringComparison.OrdinalIgnoreCase)
                ? ClipKind.Macro
                : ClipKind.Micro,
        };
    }

    [GeneratedRegex(@"^(?<subject>\d{3})_\d+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SequenceName();
}
