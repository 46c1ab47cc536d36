namespace Mien.Spotting.Scoring;

/// <summary>The score of micro-expressions, of macro-expressions, or of both pooled.</summary>
/// <param name="Name">"micro", "macro" or "overall".</param>
/// <param name="Hits">Truths found, with the predictions that found them.</param>
/// <param name="Missed">Truths not found.</param>
/// <param name="FalseAlarms">Predictions that found nothing.</param>
/// <param name="Ignored">Truths below the least size, which count neither way.</param>
public sealed record KindScore(
    string Name,
    IReadOnlyList<MatchedPair> Hits,
    IReadOnlyList<ScoredInterval> Missed,
    IReadOnlyList<ScoredInterval> FalseAlarms,
    IReadOnlyList<ScoredInterval> Ignored
)
{
    /// <summary>TP, FP and FN over all videos.</summary>
    public SpottingCounts Counts => new(Hits.Count, FalseAlarms.Count, Missed.Count);

    /// <summary>Mean intersection over union of the hits; 0 without any.</summary>
    public double MeanOverlap => Hits.Count == 0 ? 0 : Hits.Average(pair => pair.Overlap);

    /// <summary>Apex errors; null when apexes are not told.</summary>
    public ApexScore? Apex { get; init; }

    /// <summary>Recognition of the hits; null when classes are not told.</summary>
    public RecognitionScore? Recognition { get; init; }
}
