using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// CASME (Yan et al. 2013): 60 frames a second. Frames <c>sub01/EP01_12/EP01_12-1.jpg</c>; "\" marks what is missing in
/// the coding table, which has two apex columns.
/// </summary>
public sealed partial class CasmeReader : DatasetReader
{
    /// <inheritdoc/>
    public override string Name => "casme";

    /// <inheritdoc/>
    public override string Title => "CASME";

    /// <inheritdoc/>
    public override double? FrameRate => 60;

    /// <inheritdoc/>
    public override string Access => "Institute of Psychology, Chinese Academy of Sciences (casme.psych.ac.cn)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions => [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } = ["LOSO over its subjects", "cross-dataset action units"];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases => [];

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.Find(
            book,
            file,
            findings,
            "Subject",
            "Filename",
            "OnsetF",
            "ApexF1",
            "OffsetF",
            "AU",
            "Emotion"
        );
        var columns = new ColumnNames("Subject", "Filename", "OnsetF", "ApexF1", "OffsetF", "AU", "Emotion");
        return table is null
            ? null
            : ReadRows(
                table,
                $"coding table, {table.Count} rows",
                columns,
                (_, _, clip) => clip with { Subject = Subject("sub", clip.Subject, 2) }
            );
    }

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example) =>
        segments.Count >= 2 && IsCasmeFrame(example) && FolderName().IsMatch(segments[^2])
            ? new ClipPlace(Subject("sub", segments[^2], 2), segments[^1], RawOrCropped(segments))
            : null;

    /// <summary>CASME repeats the clip's name in its frames, which tells it from CASME II.</summary>
    internal static bool IsCasmeFrame(string example) => FrameName().IsMatch(example);

    [GeneratedRegex(
        @"^(?:reg_)?EP\d+_\d+f?-\d+\.\w+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex FrameName();

    [GeneratedRegex(
        @"^sub\d{1,2}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex FolderName();
}
