namespace Mien.Spotting.Scoring;

/// <summary>How near predicted apexes are to the coders', over hits for which both are told (Liong, See and Chan 2023).</summary>
/// <param name="Pairs">Hits with both apexes.</param>
/// <param name="MeanError">Mean absolute error, frames (MAE).</param>
/// <param name="InsideShare">Share of predicted apexes that lie strictly between true onset and offset (ASR).</param>
public sealed record ApexScore(int Pairs, double MeanError, double InsideShare)
{
    /// <summary>The score of hits; null when none tells both apexes.</summary>
    public static ApexScore? Of(IEnumerable<MatchedPair> hits)
    {
        var errors = new List<int>();
        var inside = 0;
        foreach (var (truth, prediction) in hits)
        {
            if (truth.Apex is { } apex && prediction.Apex is { } guess)
            {
                errors.Add(Math.Abs(guess - apex));
                inside += guess > truth.Onset && guess < truth.Offset ? 1 : 0;
            }
        }

        return errors.Count == 0 ? null : new ApexScore(errors.Count, errors.Average(), inside / (double)errors.Count);
    }
}
