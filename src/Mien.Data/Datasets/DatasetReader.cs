using System.Globalization;
using Mien.Data.Doctor;

namespace Mien.Data.Datasets;

/// <summary>
/// What Mien knows of one dataset: its tables' columns, its folders' pattern and its published counts. One file a
/// dataset; <see cref="DatasetCatalogue"/> lists them.
/// </summary>
public abstract class DatasetReader
{
    /// <summary>The short name used on the command line and in files.</summary>
    public abstract string Name { get; }

    /// <summary>The name its authors gave it.</summary>
    public abstract string Title { get; }

    /// <summary>Frames a second; null when it differs from clip to clip.</summary>
    public abstract double? FrameRate { get; }

    /// <summary>Where a signed agreement is asked for.</summary>
    public abstract string Access { get; }

    /// <summary>The published releases; the first is the one that papers use.</summary>
    public abstract IReadOnlyList<Release> Releases { get; }

    /// <summary>Class sets and protocols that a complete copy serves, for the doctor's last lines.</summary>
    public abstract IReadOnlyList<string> Protocols { get; }

    /// <summary>The emotion names of the dataset, in lower case; empty when it has none.</summary>
    public abstract IReadOnlyList<string> Emotions { get; }

    /// <summary>Reads an annotation table, or null when the workbook is not one of this dataset's.</summary>
    /// <param name="book">The spreadsheet.</param>
    /// <param name="file">Its name in messages.</param>
    public AnnotationTable? ReadTable(Workbook book, string file)
    {
        ArgumentNullException.ThrowIfNull(book);
        var findings = new List<Finding>();
        var table = ReadTable(book, file, findings);
        return table is null
            ? null
            : table with
            {
                Edition = EditionOf(table),
                Findings = findings,
                Clips = [.. table.Clips.Select(clip => clip with { TableClips = table.Clips.Count })],
            };
    }

    internal abstract AnnotationTable? ReadTable(Workbook book, string file, List<Finding> findings);

    /// <summary>What a folder of pictures (or a video, its extension taken off) is; null when its path does not fit.</summary>
    /// <param name="segments">The path's last folders, outermost first.</param>
    /// <param name="example">The name of one picture in it, or the video's name.</param>
    internal abstract ClipPlace? Locate(IReadOnlyList<string> segments, string example);

    /// <summary>Whether folders make clips without a table (SMIC's cut clips).</summary>
    internal virtual bool FoldersMakeClips => false;

    /// <summary>Whether clips are parts of longer sequences, so that a sequence without clips is no surprise.</summary>
    internal virtual bool HasLongSequences => false;

    /// <summary>Whether a table's row is about an edition of the pictures (SMIC's extended table is not about its cut clips).</summary>
    internal virtual bool Serves(Clip row, string edition) => true;

    /// <summary>Frames a second of one edition.</summary>
    internal virtual double? RateOf(string edition) => FrameRate;

    /// <summary>The subject that a clip's name itself tells; null when it tells none.</summary>
    internal virtual string? SubjectInName(string clip) => null;

    /// <summary>Known properties of a table's edition that matter when it is used.</summary>
    internal virtual IEnumerable<Finding> Remarks(AnnotationTable table) => [];

    private string EditionOf(AnnotationTable table)
    {
        var match = Releases.FirstOrDefault(release =>
            release.Matches(table.Clips.Count, table.Subjects, table.Classes)
        );
        return match?.Name ?? table.Edition;
    }

    /// <summary>The counts of a release's classes, "others 99, disgust 63" as a dictionary.</summary>
    protected static IReadOnlyDictionary<string, int> Classes(params (string Name, int Count)[] classes) =>
        classes.ToDictionary(c => c.Name, c => c.Count);

    /// <summary>A subject that is a number in some copies and padded text in others.</summary>
    protected static string Subject(string prefix, string cell, int digits)
    {
        var start = cell.Length;
        while (start > 0 && char.IsAsciiDigit(cell[start - 1]))
        {
            start--;
        }

        return int.TryParse(cell.AsSpan(start), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? prefix + value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')
            : cell;
    }

    /// <summary>Which copy a path lies in: "cropped" when a folder above says so, else "raw".</summary>
    protected static string RawOrCropped(IReadOnlyList<string> segments) =>
        segments.Any(segment => segment.Contains("crop", StringComparison.OrdinalIgnoreCase)) ? "cropped" : "raw";

    /// <summary>Objective classes are printed 1 to 7 or I to VII.</summary>
    protected static string? Roman(string cell) =>
        cell switch
        {
            "" => null,
            "1" => "I",
            "2" => "II",
            "3" => "III",
            "4" => "IV",
            "5" => "V",
            "6" => "VI",
            "7" => "VII",
            _ => cell.ToUpperInvariant(),
        };

    /// <summary>
    /// Reads the rows of a table that has one clip a row. Rows without a file name are reported; an emotion outside the
    /// dataset's own names is reported and kept.
    /// </summary>
    private protected AnnotationTable ReadRows(
        SheetTable table,
        string edition,
        ColumnNames names,
        Func<SheetTable, int, Clip, Clip> finish
    )
    {
        var clips = new List<Clip>();
        for (var row = 0; row < table.Count; row++)
        {
            var file = table[row, names.Clip];
            if (file.Length == 0)
            {
                table.Report(FindingKind.Table, row, $"{names.Clip} is empty", "fill it in or delete the row");
                continue;
            }

            var emotion = table[row, names.Emotion].ToLowerInvariant();
            if (emotion.Length > 0 && Emotions.Count > 0 && !Emotions.Contains(emotion))
            {
                table.Report(
                    FindingKind.Label,
                    row,
                    $"{names.Emotion} is '{emotion}', which {Title} does not have",
                    $"use one of {string.Join(", ", Emotions)}"
                );
            }

            var clip = new Clip
            {
                Dataset = Name,
                Subject = table[row, names.Subject],
                Name = file,
                Sequence = file,
                FrameRate = FrameRate,
                Onset = table.Frame(row, names.Onset),
                Apex = table.Frame(row, names.Apex),
                Offset = table.Frame(row, names.Offset),
                ActionUnits = table.ActionUnits(row, names.ActionUnits),
                Emotion = emotion.Length > 0 ? emotion : null,
                Row = table.RowNumber(row),
                Index = row,
            };
            clips.Add(finish(table, row, clip));
        }

        return new AnnotationTable(table.File, Name, edition, clips, []);
    }

    /// <summary>The columns that nearly every table has, under the table's own names.</summary>
    private protected readonly record struct ColumnNames(
        string Subject,
        string Clip,
        string Onset,
        string Apex,
        string Offset,
        string ActionUnits,
        string Emotion
    );
}
