using System.Globalization;
using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// SMIC (Li et al. 2013): HS at 100 frames a second, VIS and NIR at 25. Cut clips lie in
/// <c>HS/s1/micro/negative/s1_ne_01/image559740.jpg</c>, where the folder is the label and no table is needed; the
/// extended edition SMIC-E has long clips <c>HS_long/SMIC-HS-E/HS/s03/s3_ne_22</c> and a table with up to three
/// expressions a row. Subjects are padded in some places and not in others. There is no apex.
/// </summary>
public sealed partial class SmicReader : DatasetReader
{
    /// <inheritdoc/>
    public override string Name => "smic";

    /// <inheritdoc/>
    public override string Title => "SMIC";

    /// <summary>The frame rate of the HS camera; VIS and NIR clips carry 25.</summary>
    public override double? FrameRate => 100;

    /// <inheritdoc/>
    public override string Access => "University of Oulu, Center for Machine Vision and Signal Analysis (oulu.fi)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions { get; } = ["negative", "positive", "surprise"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    [
        "3 classes, LOSO over 16 subjects (HS)",
        "MEGC2019 composite, 3 classes (HS, with CASME II and SAMM)",
        "spotting (the extended edition)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "HS",
            164,
            16,
            Classes(("negative", 70), ("positive", 51), ("surprise", 43)),
            "Li et al. 2013; counted in the MEGC2019 list"
        ),
    ];

    internal override bool FoldersMakeClips => true;

    internal override bool Serves(Clip row, string edition) =>
        edition.StartsWith("HS", StringComparison.Ordinal)
        && row.IsExtended == edition.EndsWith("extended", StringComparison.Ordinal);

    internal override string? SubjectInName(string clip) =>
        ClipName().Match(clip) is { Success: true } match ? Subject("s", match.Groups["subject"].Value, 2) : null;

    internal override AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings) =>
        ReadEstimates(book, file, findings) ?? ReadExtended(book, file, findings);

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example)
    {
        if (segments.Count < 2 || ClipName().Match(segments[^1]) is not { Success: true } clip)
        {
            return null;
        }

        var nonMicro = segments.Any(s => s.Equals("non_micro", StringComparison.OrdinalIgnoreCase));
        var isExtended = segments.Any(s =>
            s.Contains("long", StringComparison.OrdinalIgnoreCase)
            || s.EndsWith("-E", StringComparison.OrdinalIgnoreCase)
        );
        var camera = Camera(segments);
        var edition = isExtended ? $"{camera} extended" : $"{camera} {RawOrCropped(segments)}";
        return new ClipPlace(
            Subject("s", clip.Groups["subject"].Value, 2),
            Canonical(segments[^1]),
            edition,
            nonMicro ? ClipKind.NonMicro : ClipKind.Micro,
            nonMicro ? null : EmotionOf(clip.Groups["label"].Value)
        );
    }

    internal override double? RateOf(string edition) => edition.StartsWith("HS", StringComparison.Ordinal) ? 100 : 25;

    /// <summary><c>s1_ne_01</c> and <c>s01_ne_01</c> are one clip.</summary>
    internal static string Canonical(string clip) =>
        ClipName().Match(clip) is { Success: true } match
            ? $"{Subject("s", match.Groups["subject"].Value, 2)}_{match.Groups["label"].Value.ToLowerInvariant()}_{match.Groups["number"].Value.PadLeft(2, '0')}"
            : clip;

    private static string Camera(IReadOnlyList<string> segments)
    {
        foreach (var segment in segments.Reverse())
        {
            foreach (var camera in (string[])["HS", "VIS", "NIR"])
            {
                if (segment.Split('_', '-').Contains(camera, StringComparer.OrdinalIgnoreCase))
                {
                    return camera;
                }
            }
        }

        return "HS";
    }

    private static string? EmotionOf(string code) =>
        code.ToLowerInvariant() switch
        {
            "ne" or "neg" => "negative",
            "po" or "pos" => "positive",
            "sur" or "su" => "surprise",
            _ => null,
        };

    private AnnotationTable? ReadEstimates(Workbook book, string file, List<Finding> findings)
    {
        var table = SheetTable.Find(
            book,
            file,
            findings,
            "subject",
            "clip",
            "label",
            "onset_frame",
            "apex_frame",
            "offset_frame"
        );
        if (table is null)
        {
            return null;
        }

        var columns = new ColumnNames("subject", "clip", "onset_frame", "apex_frame", "offset_frame", "", "");
        return ReadRows(
            table,
            "list with estimated apex frames",
            columns,
            (t, row, clip) => FinishEstimate(t, row, clip)
        );
    }

    private static Clip FinishEstimate(SheetTable table, int row, Clip clip) =>
        clip with
        {
            Subject = Subject("s", clip.Subject, 2),
            Name = Canonical(clip.Name),
            Sequence = Canonical(clip.Name),
            Emotion = table[row, "label"] switch
            {
                "0" => "negative",
                "1" => "positive",
                "2" => "surprise",
                var other => other.Length > 0 ? other : null,
            },
        };

    internal override IEnumerable<Finding> Remarks(AnnotationTable table)
    {
        if (table.Clips.Any(clip => clip.Apex is not null))
        {
            yield return new(
                FindingKind.Edition,
                FindingWeight.Note,
                table.File,
                "SMIC has no coded apex; the apex frames of this list are somebody's estimate",
                "say so where results rest on them"
            );
        }
    }

    /// <summary>One row of SMIC-E is one long clip with up to three expressions.</summary>
    private AnnotationTable? ReadExtended(Workbook book, string file, List<Finding> findings)
    {
        var clips = new List<Clip>();
        var table = SheetTable.Find(
            book,
            file,
            findings,
            "Subject",
            "Filename",
            "OnsetF",
            "TotalMF1",
            "TotalVL",
            "Emotion"
        );
        if (table is null)
        {
            return null;
        }

        for (var row = 0; row < table.Count; row++)
        {
            clips.AddRange(ReadExtendedRow(table, row, clips.Count));
        }

        return new AnnotationTable(file, Name, $"extended edition, {table.Count} long clips", clips, []);
    }

    private IEnumerable<Clip> ReadExtendedRow(SheetTable table, int row, int index)
    {
        var sequence = Canonical(table[row, "Filename"]);
        var emotion = table[row, "Emotion"].ToLowerInvariant();
        for (var n = 1; n <= 3; n++)
        {
            var onset = table.Frame(row, n == 1 ? "OnsetF" : $"Onset{n}F");
            if (onset is null && n > 1)
            {
                continue;
            }

            // OffsetF is a formula in the released file; some copies lost its value.
            var total = table.Frame(row, $"TotalMF{n}");
            var offset = table.Frame(row, n == 1 ? "OffsetF" : $"Offset{n}F") ?? (onset + total - 1);
            yield return new Clip
            {
                Dataset = Name,
                Subject = Subject("s", table[row, "Subject"], 2),
                Name = n == 1 ? sequence : string.Create(CultureInfo.InvariantCulture, $"{sequence}_{n}"),
                Sequence = sequence,
                IsExtended = true,
                FrameRate = FrameRate,
                Onset = onset,
                Apex = n == 1 ? table.Frame(row, "ApexF") : null,
                Offset = offset,
                Emotion = EmotionOf(emotion) ?? (emotion.Length > 0 ? emotion : null),
                Row = table.RowNumber(row),
                Index = index + n - 1,
            };
        }
    }

    [GeneratedRegex(
        @"^s(?<subject>\d{1,2})_(?<label>[a-z]{2,3})_(?<number>\d{1,3})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ClipName();
}
