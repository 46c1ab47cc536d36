using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// SAMM (Davison et al. 2018): 200 frames a second, gray. Frames <c>006/006_1_2/006_05562.jpg</c>, numbers padded to four or
/// five digits. Thirteen rows of notes stand above the coding table's header.
/// </summary>
public sealed partial class SammReader : DatasetReader
{
    /// <inheritdoc/>
    public override string Name => "samm";

    /// <inheritdoc/>
    public override string Title => "SAMM";

    /// <inheritdoc/>
    public override double? FrameRate => 200;

    /// <inheritdoc/>
    public override string Access => "Manchester Metropolitan University (helward.mmu.ac.uk/STAFF/M.Yap/dataset.php)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions { get; } =
    ["anger", "happiness", "surprise", "contempt", "disgust", "fear", "sadness", "other"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } =
    [
        "5 classes, LOSO over 27 subjects (136 clips)",
        "7 objective classes",
        "MEGC2019 composite, 3 classes (with CASME II and SMIC-HS)",
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<Release> Releases { get; } =
    [
        new(
            "FACS codes v2 (9 September 2017)",
            159,
            29,
            Classes(
                ("anger", 57),
                ("happiness", 26),
                ("other", 26),
                ("surprise", 15),
                ("contempt", 12),
                ("disgust", 9),
                ("fear", 8),
                ("sadness", 6)
            ),
            "counted in SAMM_Micro_FACS_Codes_v2.xlsx"
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
            "Onset Frame",
            "Apex Frame",
            "Offset Frame",
            "Estimated Emotion"
        );
        var columns = new ColumnNames(
            "Subject",
            "Filename",
            "Onset Frame",
            "Apex Frame",
            "Offset Frame",
            "Action Units",
            "Estimated Emotion"
        );
        return table is null ? null : ReadRows(table, "FACS codes of another edition", columns, Finish);
    }

    internal override string? SubjectInName(string clip) =>
        clip.Length > 3 && clip[3] == '_' && clip[..3].All(char.IsAsciiDigit) ? clip[..3] : null;

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example) =>
        segments.Count >= 2 && ClipName().IsMatch(segments[^1]) && SubjectName().IsMatch(segments[^2])
            ? new ClipPlace(Subject("", segments[^2], 3), segments[^1], RawOrCropped(segments))
            : null;

    private static Clip Finish(SheetTable table, int row, Clip clip) =>
        clip with
        {
            Subject = Subject("", clip.Subject, 3),
            Emotion = clip.Emotion == "others" ? "other" : clip.Emotion,
            ObjectiveClass = Roman(table[row, "Objective Classes"]),
        };

    [GeneratedRegex(@"^\d{3}_\d+_\d+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ClipName();

    [GeneratedRegex(@"^\d{3}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SubjectName();
}
