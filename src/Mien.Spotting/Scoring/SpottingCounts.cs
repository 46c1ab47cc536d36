namespace Mien.Spotting.Scoring;

/// <summary>
/// Counts of spotting, summed over all videos before any ratio is formed (MEGC2019 guideline): no video has a score of its
/// own, and a ratio without a denominator is 0.
/// </summary>
/// <param name="Hits">Predictions that found a truth (TP).</param>
/// <param name="FalseAlarms">Predictions that found none (FP).</param>
/// <param name="Misses">Truths that no prediction found (FN).</param>
public readonly record struct SpottingCounts(int Hits, int FalseAlarms, int Misses)
{
    /// <summary>Hits over predictions.</summary>
    public double Precision => Ratio(Hits, Hits + FalseAlarms);

    /// <summary>Hits over truths.</summary>
    public double Recall => Ratio(Hits, Hits + Misses);

    /// <summary>2 TP / (2 TP + FP + FN).</summary>
    public double F1 => Ratio(2 * Hits, (2 * Hits) + FalseAlarms + Misses);

    /// <summary>Pooled counts.</summary>
    public static SpottingCounts operator +(SpottingCounts a, SpottingCounts b) =>
        new(a.Hits + b.Hits, a.FalseAlarms + b.FalseAlarms, a.Misses + b.Misses);

    private static double Ratio(int part, int whole) => whole == 0 ? 0 : part / (double)whole;
}
