using System.Globalization;
using Mien.Data.Datasets;
using Mien.Data.Labels;
using Mien.Foundation;
using Mien.Spotting.Events;
using Mien.Spotting.Output;

namespace Mien.Spotting.Scoring;

/// <summary>
/// Reads intervals from tables as they are passed around: <c>truth.csv</c> of made-up long videos, <c>events.csv</c> of an
/// analysis (or a folder of analyses), the challenge's <c>vid, pred_onset, pred_offset, type</c>, the example of
/// spot-then-recognise (<c>subject, video, onset, offset, emotion</c>), and the coding tables of datasets.
/// </summary>
public sealed class IntervalTable
{
    private static readonly string[] VideoColumns = ["video", "vid", "video_id", "filename"];
    private static readonly string[] OnsetColumns = ["onset", "pred_onset", "start"];
    private static readonly string[] OffsetColumns = ["offset", "pred_offset", "end"];
    private static readonly string[] ApexColumns = ["apex", "pred_apex"];
    private static readonly string[] KindColumns = ["kind", "type"];

    // Of some tables the kind, of others the emotion.
    private const string ExpressionColumn = "expression";
    private static readonly string[] SizeColumns = ["peak_px", "size_px"];
    private static readonly string[] ClassColumns = ["class", "emotion", "pred_emotion", "label", "predicted"];

    /// <summary>No link is followed, and no folder looked into that lies deeper than an analysis of many videos has them.</summary>
    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 6,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private IntervalTable(string path, IReadOnlyList<ScoredInterval> intervals) =>
        (Path, Intervals) = (path, intervals);

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>The intervals, in the order of the rows.</summary>
    public IReadOnlyList<ScoredInterval> Intervals { get; private init; }

    /// <summary>Frames a second where the table or its dataset tells one for all; else null.</summary>
    public double? FrameRate { get; private init; }

    /// <summary>Rows that are neither micro- nor macro-expression, such as blinks: not scored, but named where they set off false alarms.</summary>
    public IReadOnlyList<Distraction> Distractions { get; private init; } = [];

    /// <summary>Whether videos are told apart by subject too.</summary>
    internal bool HasSubjects { get; private init; }

    /// <summary>Reads a table, or every <c>events.csv</c> below a folder.</summary>
    /// <param name="path">A CSV file, a workbook of a dataset, or a folder of analyses.</param>
    /// <param name="labels">Which emotions of a dataset's table make which class; as they stand when null.</param>
    /// <param name="bySubject">Whether to tell videos apart by subject where the table has one; a folder has none.</param>
    /// <param name="classColumn">The column with the classes; the usual ones when null.</param>
    /// <exception cref="InputFaultException">It is missing, has no onset or offset, or a cell is no number.</exception>
    public static IntervalTable Read(
        string path,
        LabelSet? labels = null,
        bool bySubject = false,
        string? classColumn = null
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        return Directory.Exists(path) ? ReadFolder(path, classColumn)
            : IsSpreadsheet(path) ? OfDataset(path, labels)
            : Of(CsvTable.Read(path), bySubject, classColumn);
    }

    /// <summary>Reads truth and predictions so that their videos have the same names.</summary>
    public static (IntervalTable Truth, IntervalTable Predictions) ReadBoth(
        string truth,
        string predictions,
        LabelSet? labels = null,
        string? classColumn = null
    )
    {
        // A subject is part of the name only where both tell it: an analysis knows none.
        var bySubject = HasSubjectColumn(truth) && HasSubjectColumn(predictions);
        foreach (var path in (string[])[truth, predictions])
        {
            if (!bySubject && HasSubjectColumn(path))
            {
                RequireOwnNames(CsvTable.Read(path));
            }
        }

        return (Read(truth, labels, bySubject), Read(predictions, null, bySubject, classColumn));
    }

    /// <summary>Two people's videos of one name would be taken for one video.</summary>
    private static void RequireOwnNames(CsvTable table)
    {
        var subjects = new Dictionary<string, string>();
        var name = Array.Find(VideoColumns, table.Has);
        for (var row = 0; name is not null && row < table.Count; row++)
        {
            var (video, subject) = (VideoNames.Canonical(table[row, name]), table[row, "subject"]);
            if (!subjects.TryAdd(video, subject) && subjects[video] != subject)
            {
                throw new InputFaultException(
                    $"{table.Path}, line {table.LineOf(row)}: subjects {subjects[video]} and {subject} both have a video {video}, and the other table has no column subject: add it there."
                );
            }
        }
    }

    private static bool HasSubjectColumn(string path) =>
        File.Exists(path) && !IsSpreadsheet(path) && CsvTable.Read(path).Has("subject");

    private static bool IsSpreadsheet(string path) =>
        System.IO.Path.GetExtension(path).ToUpperInvariant() is ".XLSX" or ".XLS";

    private static IntervalTable ReadFolder(string folder, string? classColumn)
    {
        var files = Directory.EnumerateFiles(folder, EventTable.FileName, Below).Order(StringComparer.Ordinal).ToList();
        if (files.Count == 0)
        {
            throw new InputFaultException(
                $"{folder} holds no {EventTable.FileName}: give the folder of an analysis, a folder of such folders, or a table."
            );
        }

        var tables = files.Select(file => Of(CsvTable.Read(file), bySubject: false, classColumn)).ToList();
        return new IntervalTable(folder, [.. tables.SelectMany(table => table.Intervals)])
        {
            Distractions = [.. tables.SelectMany(table => table.Distractions)],
        };
    }

    private static IntervalTable Of(CsvTable table, bool bySubject, string? classColumn)
    {
        var columns = new Columns(table, bySubject, classColumn);
        var rows = Enumerable.Range(0, table.Count).Where(columns.IsExpression).ToList();
        var rates = columns.Rates();
        return new IntervalTable(table.Path, [.. rows.Select(columns.Interval)])
        {
            Distractions = [.. Enumerable.Range(0, table.Count).Except(rows).Select(columns.Distraction)],
            FrameRate = rates.Count == 1 ? rates.Single() : null,
            HasSubjects = bySubject,
        };
    }

    private static IntervalTable OfDataset(string path, LabelSet? labels)
    {
        var table = DatasetCatalogue.ReadTable(path);
        var rate = DatasetCatalogue.Get(table.Dataset).FrameRate;
        var coded = table.Clips.Where(clip => clip.Onset is not null && clip.Kind != ClipKind.NonMicro).ToList();
        return coded.Count > 0
            ? new IntervalTable(path, [.. coded.Select(clip => OfClip(clip, labels, path) with { FrameRate = rate })])
            {
                FrameRate = rate,
            }
            : throw new InputFaultException($"{path} has no coded onset: give the coding table of a spotting dataset.");
    }

    /// <summary>Where no offset was coded the expression is taken to end at its apex, as the datasets' papers do.</summary>
    private static ScoredInterval OfClip(Clip clip, LabelSet? labels, string path)
    {
        var (onset, offset) = (clip.Onset!.Value, clip.Offset ?? clip.Apex ?? clip.Onset.Value);
        if (offset < onset)
        {
            throw new InputFaultException(
                $"{path}, row {clip.Row}: the offset {offset} lies before the onset {onset}: mend the row."
            );
        }

        var sequence = clip.Dataset == "casme-sq" ? $"{clip.Subject.TrimStart('s')}_{clip.Sequence}" : clip.Sequence;
        return new ScoredInterval
        {
            Video = VideoNames.Canonical(sequence),
            Kind = clip.Kind == ClipKind.Macro ? EventKind.Macro : EventKind.Micro,
            Onset = onset,
            Offset = offset,
            Apex = clip.Apex,
            Class = labels is null ? clip.Emotion ?? "" : labels.ClassOf(clip, out _) ?? "",
        };
    }

    /// <summary>Where the cells of a table stand.</summary>
    private sealed class Columns
    {
        private readonly CsvTable _table;
        private readonly string _video;
        private readonly string _onset;
        private readonly string _offset;
        private readonly string? _subject;
        private readonly string? _apex;
        private readonly string? _kind;
        private readonly string? _class;
        private readonly string? _size;

        public Columns(CsvTable table, bool bySubject, string? classColumn)
        {
            _table = table;
            (_video, _onset, _offset) = (Need(VideoColumns), Need(OnsetColumns), Need(OffsetColumns));
            (_apex, _kind) = (Find(ApexColumns), Find(KindColumns) ?? Expression(ofKinds: true));
            (_class, _size) = (
                classColumn is null ? Find(ClassColumns) ?? Expression(ofKinds: false) : Need([classColumn]),
                Find(SizeColumns)
            );
            _subject = bySubject ? Find(["subject"]) : null;
        }

        /// <summary>A table of made-up videos also lists blinks, talking and movements of the head.</summary>
        public bool IsExpression(int row) => _kind is null || KindAt(row) is not null;

        public HashSet<double> Rates() =>
            _table.Has("frame_rate")
                ?
                [
                    .. Enumerable
                        .Range(0, _table.Count)
                        .Select(row => Number(row, "frame_rate") ?? 0)
                        .Where(rate => rate > 0),
                ]
                : [];

        public ScoredInterval Interval(int row)
        {
            var (onset, offset) = (Frame(row, _onset), Frame(row, _offset));
            if (offset < onset)
            {
                throw new InputFaultException(
                    $"{_table.Path}, line {_table.LineOf(row)}: the offset {offset} lies before the onset {onset}: mend the line."
                );
            }

            return new ScoredInterval
            {
                Video = VideoNames.Of(_subject is null ? "" : _table[row, _subject], _table[row, _video]),
                Kind = _kind is null ? null : KindAt(row),
                Onset = onset,
                Offset = offset,
                Apex = _apex is null || _table[row, _apex].Length == 0 ? null : Frame(row, _apex),
                Class = _class is null ? "" : _table[row, _class],
                Size = _size is null ? null : Number(row, _size),
                FrameRate = _table.Has("frame_rate") ? Number(row, "frame_rate") : null,
            };
        }

        public Distraction Distraction(int row) =>
            new(
                VideoNames.Of(_subject is null ? "" : _table[row, _subject], _table[row, _video]),
                _table[row, _kind!].ToLowerInvariant(),
                Frame(row, _onset),
                Frame(row, _offset)
            );

        private string? Expression(bool ofKinds) =>
            _table.Has(ExpressionColumn)
            && Enumerable.Range(0, _table.Count).Any(row => KindOf(_table[row, ExpressionColumn]) is not null)
                == ofKinds
                ? ExpressionColumn
                : null;

        private EventKind? KindAt(int row) => KindOf(_table[row, _kind!]);

        /// <summary>"micro", "Micro - 1/2", "micro-expression" and "me" of the challenge; "macro", "Macro", "mae".</summary>
        private static EventKind? KindOf(string word)
        {
            return word.StartsWith("micro", StringComparison.OrdinalIgnoreCase) || IsWord("me") ? EventKind.Micro
                : word.StartsWith("macro", StringComparison.OrdinalIgnoreCase) || IsWord("mae") ? EventKind.Macro
                : null;

            bool IsWord(string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);
        }

        private string? Find(string[] names) => Array.Find(names, _table.Has);

        private string Need(string[] names) =>
            Find(names)
            ?? throw new InputFaultException(
                $"{_table.Path} has no column {string.Join(" or ", names)} (it has {string.Join(", ", _table.Header)}): add it to the header row."
            );

        private int Frame(int row, string column) =>
            Number(row, column) is { } number && Math.Abs(number) < int.MaxValue / 4
                ? (int)Math.Round(number)
                : throw new InputFaultException(
                    $"{_table.Path}, line {_table.LineOf(row)}, column {column}: '{_table[row, column]}' is no frame number: mend the cell."
                );

        private double? Number(int row, string column) =>
            double.TryParse(_table[row, column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : null;
    }
}
