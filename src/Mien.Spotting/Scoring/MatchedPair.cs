namespace Mien.Spotting.Scoring;

/// <summary>A true interval and the prediction that found it.</summary>
public sealed record MatchedPair(ScoredInterval Truth, ScoredInterval Prediction)
{
    /// <summary>Intersection over union.</summary>
    public double Overlap => Truth.Overlap(Prediction);
}
