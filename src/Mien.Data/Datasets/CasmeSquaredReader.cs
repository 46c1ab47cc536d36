using System.Globalization;
using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// CAS(ME)^2 (Qu et al. 2018): long videos at 30 frames a second. The coding sheet has no header; its subjects 1 to 22 and
/// videos like <c>anger1</c> are translated to folders like <c>s15/15_0401girlcrashing</c> by two sheets of naming rules. An
/// offset of 0 means that none was coded.
/// </summary>
public sealed partial class CasmeSquaredReader : DatasetReader
{
    /// <inheritdoc/>
    public override string Name => "casme-sq";

    /// <inheritdoc/>
    public override string Title => "CAS(ME)^2";

    /// <inheritdoc/>
    public override double? FrameRate => 30;

    /// <inheritdoc/>
    public override string Access => "Institute of Psychology, Chinese Academy of Sciences (casme.psych.ac.cn)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions { get; } = ["negative", "positive", "surprise", "others"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    ["spotting of micro- and macro-expressions (MEGC2019 on)", "spot-then-recognise"];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "final coding",
            357,
            22,
            Classes(("negative", 126), ("positive", 124), ("others", 82), ("surprise", 25)),
            "300 macro- and 57 micro-expressions (MEGC2019 guideline); counted in CAS(ME)^2code_final.xlsx"
        ),
    ];

    internal override bool HasLongSequences => true;

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings)
    {
        string[] names = ["subject", "clip", "onset", "apex", "offset", "au", "emotion", "type", "selfReport"];
        var table = SheetTable.WithoutHeader(book, file, findings, IsCoding, names);
        if (table is null)
        {
            return null;
        }

        var subjects = Rule(book, "naming rule1", 2, 1);
        var videos = Rule(book, "naming rule2", 1, 0);
        if (subjects.Count == 0 || videos.Count == 0)
        {
            findings.Add(
                new(
                    FindingKind.Table,
                    FindingWeight.Warning,
                    file,
                    "the sheets 'naming rule1' and 'naming rule2' are not both there",
                    "use the released workbook, or folders cannot be matched"
                )
            );
        }

        var columns = new ColumnNames("subject", "clip", "onset", "apex", "offset", "au", "emotion");
        return ReadRows(
            table,
            "coding of another edition",
            columns,
            (t, row, clip) => Finish(t, row, clip, subjects, videos)
        );
    }

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example)
    {
        if (segments.Count < 2 || !SubjectFolder().IsMatch(segments[^2]))
        {
            return null;
        }

        var subject = Subject("s", segments[^2], 2);
        if (VideoFolder().Match(segments[^1]) is { Success: true } video)
        {
            return new ClipPlace(subject, video.Groups["video"].Value, RawOrCropped(segments));
        }

        return EventFolder().IsMatch(segments[^1]) ? new ClipPlace(subject, segments[^1], "selected") : null;
    }

    private static Clip Finish(
        SheetTable table,
        int row,
        Clip clip,
        Dictionary<string, string> subjects,
        Dictionary<string, string> videos
    )
    {
        var video = clip.Name.LastIndexOf('_') is > 0 and var cut ? clip.Name[..cut] : clip.Name;
        return clip with
        {
            Subject = Subject("s", subjects.GetValueOrDefault(clip.Subject, clip.Subject), 2),
            Sequence = videos.GetValueOrDefault(video, video),
            Offset = clip.Offset == 0 ? null : clip.Offset,
            Kind = table[row, "type"].StartsWith("macro", StringComparison.OrdinalIgnoreCase)
                ? ClipKind.Macro
                : ClipKind.Micro,
        };
    }

    private static bool IsCoding(Sheet sheet) =>
        sheet.Rows[0].Length >= 8
        && sheet.Rows.Take(3).Any(row => row[7].EndsWith("-expression", StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, string> Rule(Workbook book, string name, int from, int to)
    {
        var rule = new Dictionary<string, string>();
        var sheet = book.Sheets.FirstOrDefault(sheet => sheet.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        foreach (var row in sheet?.Rows ?? [])
        {
            if (row.Length > Math.Max(from, to) && row[from].Length > 0)
            {
                rule.TryAdd(row[from], row[to]);
            }
        }

        return rule;
    }

    [GeneratedRegex(
        @"^s?\d{1,2}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex SubjectFolder();

    [GeneratedRegex(
        @"^(?:casme_)?\d+_(?<video>\d{4})",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex VideoFolder();

    [GeneratedRegex(
        @"^[a-z]+\d+_\d+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex EventFolder();
}
