using Mien.Data.Labels;

namespace Mien.Spotting.Scoring;

/// <summary>
/// A score with what helps to understand it: misses by size and by duration, false alarms a minute, and what was going on
/// at the false alarms.
/// </summary>
public sealed class ScoreReport
{
    private static readonly double[] Sizes = [0, 0.75, 1, 1.5, 2, 2.5, 3, double.PositiveInfinity];
    private static readonly double[] Durations = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 2, double.PositiveInfinity];
    private static readonly string[] NoExpressions = ["blink", "talk", "head"];

    private readonly IntervalTable _truth;
    private readonly VideoList? _list;

    private ScoreReport(IntervalTable truth, SpottingScore score, VideoList? list, double? usualRate)
    {
        (_truth, Score, _list) = (truth, score, list);
        (Minutes, Videos) = (list?.Minutes(usualRate), list?.Count);
    }

    /// <summary>The score.</summary>
    public SpottingScore Score { get; }

    /// <summary>Minutes searched; null when the lengths of the videos are not known.</summary>
    public double? Minutes { get; }

    /// <summary>Videos searched; null when not known.</summary>
    public int? Videos { get; }

    /// <summary>Rows of the predictions that are neither micro nor macro, by what they are called: they are not scored.</summary>
    public IReadOnlyDictionary<string, int> LeftOut { get; private init; } = new Dictionary<string, int>();

    /// <summary>The same of the truth.</summary>
    public IReadOnlyDictionary<string, int> LeftOutOfTruth { get; private init; } = new Dictionary<string, int>();

    /// <summary>Reads tables and scores them.</summary>
    /// <param name="truth">The truth, as <see cref="IntervalTable.Read"/> takes it.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="videos">Lengths of the videos; <c>videos.csv</c> beside the truth when null and it is there.</param>
    /// <param name="frameRate">Frames a second where no table tells them.</param>
    /// <param name="labels">Classes of a dataset's emotions.</param>
    /// <param name="options">How to score.</param>
    /// <param name="classColumn">The predictions' column with the classes; the usual ones when null.</param>
    public static ScoreReport Of(
        string truth,
        string predictions,
        string? videos = null,
        double? frameRate = null,
        LabelSet? labels = null,
        ScoringOptions? options = null,
        string? classColumn = null
    )
    {
        var (told, guessed) = IntervalTable.ReadBoth(truth, predictions, labels, classColumn);
        RequireTruths(told);
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(truth))!, VideoList.FileName);
        videos ??= File.Exists(beside) ? beside : null;
        var list = videos is null ? null : VideoList.Read(videos);
        var score = SpottingScore.Of(told.Intervals, guessed.Intervals, options);
        return new ScoreReport(told, score, list, frameRate ?? told.FrameRate)
        {
            LeftOut = LeftOutOf(guessed),
            LeftOutOfTruth = LeftOutOf(told),
        };
    }

    // Where nothing else happens in the videos, every prediction is a false alarm, and that can be scored.
    private static void RequireTruths(IntervalTable told)
    {
        if (told.Intervals.Count == 0 && told.Distractions.Any(row => !NoExpressions.Contains(row.Name)))
        {
            var words = told.Distractions.Select(row => $"'{row.Name}'").Distinct().Take(5);
            throw new Foundation.InputFaultException(
                $"{told.Path} has {told.Distractions.Count} rows and none is a micro- or macro-expression (kind: {string.Join(", ", words)}): write micro or macro into the column, or leave it out."
            );
        }
    }

    private static Dictionary<string, int> LeftOutOf(IntervalTable table) =>
        table.Distractions.CountBy(row => row.Name).OrderBy(row => row.Key, StringComparer.Ordinal).ToDictionary();

    /// <summary>False alarms a minute; null when the length of the videos is not known.</summary>
    public double? AlarmsPerMinute(KindScore kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return kind.FalseAlarms.Count / Minutes;
    }

    /// <summary>Counts of each frame rate, where the list of videos tells several.</summary>
    public IReadOnlyList<(double Rate, SpottingCounts Counts)> ByFrameRate(KindScore kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var rates = _list?.Rates ?? [];
        return rates.Count < 2
            ? []
            :
            [
                .. rates.Select(rate =>
                    (
                        rate,
                        new SpottingCounts(
                            kind.Hits.Count(pair => _list!.RateOf(pair.Truth.Video) == rate),
                            kind.FalseAlarms.Count(alarm => _list!.RateOf(alarm.Video) == rate),
                            kind.Missed.Count(truth => _list!.RateOf(truth.Video) == rate)
                        )
                    )
                ),
            ];
    }

    /// <summary>Truths found by size, where sizes are told.</summary>
    public static IReadOnlyList<ShareRow> BySize(KindScore kind) => Rows(kind, truth => truth.Size, Sizes);

    /// <summary>Truths found by duration, where frame rates are told.</summary>
    public static IReadOnlyList<ShareRow> ByDuration(KindScore kind) => Rows(kind, truth => truth.Seconds, Durations);

    /// <summary>
    /// What was going on at false alarms, commonest first: an expression that was missed or is of the other kind, talking, a
    /// movement of the head, a blink, or nothing that the truth tells.
    /// </summary>
    public IReadOnlyList<(string What, int Count)> AtFalseAlarms(KindScore kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var truths = _truth.Intervals.ToLookup(interval => interval.Video);
        var distractions = _truth.Distractions.ToLookup(distraction => distraction.Video);
        return
        [
            .. kind
                .FalseAlarms.CountBy(alarm => WhatIsAt(alarm, truths[alarm.Video], distractions[alarm.Video]))
                .OrderByDescending(pair => pair.Value)
                .ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => (pair.Key, pair.Value)),
        ];
    }

    private static string WhatIsAt(
        ScoredInterval alarm,
        IEnumerable<ScoredInterval> truths,
        IEnumerable<Distraction> distractions
    )
    {
        if (truths.Where(truth => truth.Overlap(alarm) > 0).MaxBy(truth => truth.Overlap(alarm)) is { } near)
        {
            return near.Kind is { } kind ? $"{kind.ToString().ToLowerInvariant()}-expression" : "expression";
        }

        // The longest of those that touch: talking and movements of the head say more than a blink in them.
        return distractions
                .Where(d => d.Onset <= alarm.Offset && alarm.Onset <= d.Offset)
                .OrderByDescending(d => d.Offset - d.Onset)
                .Select(d => d.Name)
                .FirstOrDefault()
            ?? "nothing told";
    }

    private static List<ShareRow> Rows(KindScore kind, Func<ScoredInterval, double?> measure, double[] bounds)
    {
        ArgumentNullException.ThrowIfNull(kind);
        var found = kind.Hits.Select(pair => measure(pair.Truth)).ToList();
        var all = found.Concat(kind.Missed.Select(measure)).ToList();
        return
        [
            .. bounds
                .Zip(
                    bounds.Skip(1),
                    (from, to) => new ShareRow(from, to, Within(found, from, to), Within(all, from, to))
                )
                .Where(row => row.All > 0),
        ];
    }

    // A duration of exactly a bound, such as 0.5 s in frames, must not fall beyond it by rounding.
    private static int Within(List<double?> values, double from, double to) =>
        values.Count(value => value > from + 1e-9 && value <= to + 1e-9);
}
