using System.Text.RegularExpressions;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// MMEW (Ben et al. 2021): frames <c>Micro_Expression/happiness/S03-01-002/1.jpg</c> (or <c>S03/happiness/...</c>). The table
/// looks like CASME II's with a column of remarks.
/// </summary>
public sealed partial class MmewReader : DatasetReader
{
    /// <inheritdoc/>
    public override string Name => "mmew";

    /// <inheritdoc/>
    public override string Title => "MMEW";

    /// <inheritdoc/>
    public override double? FrameRate => 90;

    /// <inheritdoc/>
    public override string Access => "Shandong University (dpailab.com/database.html)";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Emotions { get; } =
    ["happiness", "surprise", "anger", "disgust", "fear", "sadness", "others"];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Protocols { get; } = ["3 to 7 classes, LOSO (papers differ: say which)"];

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
            "OnsetFrame",
            "ApexFrame",
            "OffsetFrame",
            "Action Units",
            "Estimated Emotion",
            "remarks"
        );
        var columns = new ColumnNames(
            "Subject",
            "Filename",
            "OnsetFrame",
            "ApexFrame",
            "OffsetFrame",
            "Action Units",
            "Estimated Emotion"
        );
        return table is null
            ? null
            : ReadRows(
                table,
                $"coding table, {table.Count} rows",
                columns,
                (_, _, clip) => clip with { Subject = Subject("S", clip.Subject, 2) }
            );
    }

    internal override string? SubjectInName(string clip) =>
        ClipName().Match(clip) is { Success: true } match ? match.Groups["subject"].Value.ToUpperInvariant() : null;

    internal override ClipPlace? Locate(IReadOnlyList<string> segments, string example)
    {
        if (segments.Count < 2 || ClipName().Match(segments[^1]) is not { Success: true } clip)
        {
            return null;
        }

        var emotion = segments[^2].ToLowerInvariant();
        var isMacro = segments.Any(s => s.Contains("macro", StringComparison.OrdinalIgnoreCase));
        return new ClipPlace(
            clip.Groups["subject"].Value.ToUpperInvariant(),
            segments[^1],
            isMacro ? "macro" : RawOrCropped(segments),
            isMacro ? ClipKind.Macro : ClipKind.Micro,
            Emotions.Contains(emotion) ? emotion : null
        );
    }

    [GeneratedRegex(
        @"^(?<subject>S\d{2})-\d+-\d+$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex ClipName();
}
