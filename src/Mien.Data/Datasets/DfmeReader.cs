using System.Globalization;
using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// DFME (Zhao et al. 2023) as released for its challenge: <c>sub0003/sub0003_01/</c>, a training table and two test tables,
/// 200, 300 or 500 frames a second by the row.
/// </summary>
public sealed partial class DfmeReader : DatasetReader
{
    private static readonly string[] ByNumber =
    [
        "anger",
        "contempt",
        "disgust",
        "fear",
        "happiness",
        "sadness",
        "surprise",
    ];

    /// <inheritdoc/>
    public override string Name => "dfme";

    /// <inheritdoc/>
    public override string Title => "DFME";

    /// <inheritdoc/>
    public override double? FrameRate => null;

    /// <inheritdoc/>
    public override string Access => "its authors' agreement (mea-lab-421.github.io)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions => ByNumber;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    ["7 classes, training table to test tables A and B", "LOSO over the training subjects"];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "training",
            1856,
            176,
            Classes(
                ("disgust", 548),
                ("surprise", 298),
                ("sadness", 278),
                ("fear", 265),
                ("happiness", 206),
                ("anger", 161),
                ("contempt", 100)
            ),
            "counted in training_full_with_AU.xlsx"
        ),
        new(
            "test A",
            474,
            42,
            Classes(
                ("disgust", 129),
                ("surprise", 101),
                ("happiness", 63),
                ("fear", 62),
                ("sadness", 46),
                ("anger", 39),
                ("contempt", 34)
            ),
            "counted in testA_full_with_AU.xlsx"
        ),
        new(
            "test B",
            299,
            41,
            Classes(
                ("disgust", 58),
                ("surprise", 48),
                ("happiness", 42),
                ("anger", 41),
                ("fear", 38),
                ("contempt", 37),
                ("sadness", 35)
            ),
            "counted in testB_full_with_AU.xlsx"
        ),
        new(
            "training, test A and test B",
            2629,
            259,
            Classes(
                ("disgust", 735),
                ("surprise", 447),
                ("fear", 365),
                ("sadness", 359),
                ("happiness", 311),
                ("anger", 241),
                ("contempt", 171)
            ),
            "sums of the three tables, which share no person"
        ),
    ];

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.Find(
            book,
            file,
            findings,
            "Subject",
            "Filename",
            "OnsetFrame",
            "ApexFrame",
            "OffsetFrame",
            "Emotion",
            "Fps"
        );
        var columns = new ColumnNames("Subject", "Filename", "OnsetFrame", "ApexFrame", "OffsetFrame", "AU", "Emotion");
        return table is null ? null : ReadRows(table, $"table of another edition, {table.Count} rows", columns, Finish);
    }

    internal override string? SubjectInName(string clip) =>
        ClipName().IsMatch(clip) ? clip[..clip.LastIndexOf('_')] : null;

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example) =>
        segments.Count >= 2
        && ClipName().Match(segments[^1]) is { Success: true } match
        && segments[^2].StartsWith("sub", StringComparison.OrdinalIgnoreCase)
            ? new ClipPlace(segments[^2], segments[^1], "frames")
            : null;

    private static Clip Finish(SheetTable table, int row, Clip clip)
    {
        var number = table.Frame(row, "EmotionId");
        if (number is >= 0 and < 7 && clip.Emotion is not null && clip.Emotion != ByNumber[number.Value])
        {
            table.Report(
                FindingKind.Label,
                row,
                $"EmotionId {number} stands for {ByNumber[number.Value]} but Emotion is '{clip.Emotion}'",
                "find out which is meant"
            );
        }

        return clip with
        {
            FrameRate = table.Frame(row, "Fps"),
        };
    }

    [GeneratedRegex(
        @"^sub\d{4}_\d+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ClipName();
}
