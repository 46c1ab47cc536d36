using Mien.Spotting.Events;

namespace Mien.Spotting.Scoring;

/// <summary>
/// Spotting as the MEGC challenges score it: one-to-one pairs at an overlap of 0.5, TP, FP and FN summed over videos;
/// from 2020 on micro- and macro-expressions each for itself, and "overall" with their counts pooled. Where a table does
/// not tell the kinds, all intervals are paired with all, and only "overall" is there.
/// </summary>
public sealed record SpottingScore
{
    private SpottingScore(IReadOnlyList<KindScore> kinds, int strangers)
    {
        Kinds = kinds;
        PredictionsInOtherVideos = strangers;
    }

    /// <summary>The scores: micro, macro and overall, or overall alone.</summary>
    public IReadOnlyList<KindScore> Kinds { get; }

    /// <summary>Predictions in videos that the truth does not name; they are false alarms.</summary>
    public int PredictionsInOtherVideos { get; }

    /// <summary>Scores predictions.</summary>
    public static SpottingScore Of(
        IReadOnlyList<ScoredInterval> truth,
        IReadOnlyList<ScoredInterval> predicted,
        ScoringOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        options ??= new ScoringOptions();
        var known = truth.Select(interval => interval.Video).ToHashSet();
        var strangers = predicted.Count(prediction => !known.Contains(prediction.Video));
        var classes = options.Classes ?? ClassesOf(truth, predicted);
        var hasKinds = HasKinds(truth) && (predicted.Count == 0 || HasKinds(predicted));
        var kinds = hasKinds
            ? ByKind(truth, predicted, options, classes)
            : [Finished(Paired("overall", truth, predicted, options), classes)];
        return new SpottingScore(kinds, strangers);
    }

    private static bool HasKinds(IReadOnlyList<ScoredInterval> intervals) =>
        intervals.Count > 0 && intervals.All(interval => interval.Kind is not null);

    /// <summary>Classes are scored only where both tell them.</summary>
    private static IReadOnlyList<string> ClassesOf(
        IReadOnlyList<ScoredInterval> truth,
        IReadOnlyList<ScoredInterval> predicted
    ) =>
        predicted.Any(prediction => prediction.Class.Length > 0)
            ?
            [
                .. truth
                    .Select(interval => interval.Class)
                    .Where(name => name.Length > 0)
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Order(StringComparer.OrdinalIgnoreCase),
            ]
            : [];

    private static KindScore[] ByKind(
        IReadOnlyList<ScoredInterval> truth,
        IReadOnlyList<ScoredInterval> predicted,
        ScoringOptions options,
        IReadOnlyList<string> classes
    )
    {
        var (micro, macro) = (Of(EventKind.Micro), Of(EventKind.Macro));
        var overall = new KindScore(
            "overall",
            [.. micro.Hits, .. macro.Hits],
            [.. micro.Missed, .. macro.Missed],
            [.. micro.FalseAlarms, .. macro.FalseAlarms],
            [.. micro.Ignored, .. macro.Ignored]
        );
        return [Finished(micro, classes), Finished(macro, classes), Finished(overall, classes)];

        KindScore Of(EventKind kind) =>
            Paired(
                kind.ToString().ToLowerInvariant(),
                [.. truth.Where(interval => interval.Kind == kind)],
                [.. predicted.Where(interval => interval.Kind == kind)],
                options
            );
    }

    /// <summary>Truths that do not count take their predictions away after those that count have chosen.</summary>
    private static KindScore Paired(
        string name,
        IReadOnlyList<ScoredInterval> truth,
        IReadOnlyList<ScoredInterval> predicted,
        ScoringOptions options
    )
    {
        var (hits, missed, alarms, ignored) = (
            new List<MatchedPair>(),
            new List<ScoredInterval>(),
            new List<ScoredInterval>(),
            new List<ScoredInterval>()
        );
        var truths = truth.ToLookup(interval => interval.Video);
        var predictions = predicted.ToLookup(interval => interval.Video);
        foreach (var video in truth.Concat(predicted).Select(interval => interval.Video).Distinct())
        {
            List<ScoredInterval> here = [.. truths[video]];
            var small = here.Where(interval => interval.Size < options.LeastSize).ToList();
            var counted = Without(here, small);
            var found = IntervalMatching.Match(counted, [.. predictions[video]], options.Overlap);
            var free = Without(predictions[video], found.Select(pair => pair.Prediction));
            var aside = IntervalMatching.Match(small, free, options.Overlap);
            hits.AddRange(found);
            missed.AddRange(Without(counted, found.Select(pair => pair.Truth)));
            alarms.AddRange(Without(free, aside.Select(pair => pair.Prediction)));
            ignored.AddRange(small);
        }

        return new KindScore(name, hits, missed, alarms, ignored);
    }

    /// <summary>By reference: two equal rows are two predictions.</summary>
    private static List<ScoredInterval> Without(IEnumerable<ScoredInterval> all, IEnumerable<ScoredInterval> taken)
    {
        var gone = taken.ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. all.Where(interval => !gone.Contains(interval))];
    }

    private static KindScore Finished(KindScore kind, IReadOnlyList<string> classes) =>
        kind with
        {
            Apex = ApexScore.Of(kind.Hits),
            Recognition = RecognitionScore.Of(kind.Hits, classes, kind.Counts.F1),
        };
}
