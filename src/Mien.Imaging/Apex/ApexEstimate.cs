namespace Mien.Imaging.Apex;

/// <summary>Where a clip peaks, and the curve that says so.</summary>
/// <param name="Frame">The apex: index of a frame of the clip, from 0.</param>
/// <param name="Scores">One score a frame; what it measures is the method's.</param>
public sealed record ApexEstimate(int Frame, IReadOnlyList<double> Scores)
{
    /// <summary>The estimate whose apex is the first frame with the highest score.</summary>
    internal static ApexEstimate AtPeak(double[] scores) => new(Array.IndexOf(scores, scores.Max()), scores);
}
