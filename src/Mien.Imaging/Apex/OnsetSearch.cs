namespace Mien.Imaging.Apex;

/// <summary>
/// The onset of an expression from the strength of its motion over time (<see cref="MotionTrace.Strengths"/>). A rise
/// starts so gently that its first frames drown in noise, so they are not sought: the times at which the strength passes
/// a low and a higher share of the peak are, and the start is where a parabola through both has its foot,
/// t0 = t(low) - (t(high) - t(low)) / (sqrt(high / low) - 1). Muscles pull like that: slowly at first, then faster.
/// </summary>
public static class OnsetSearch
{
    private const double Low = 0.1;
    private const double High = 0.3;

    /// <summary>Finds the onset.</summary>
    /// <param name="strengths">One strength a frame.</param>
    /// <param name="apex">The apex, an index into them.</param>
    /// <returns>Index of the onset; before the apex, or the apex itself when nothing is before it.</returns>
    public static int Find(IReadOnlyList<double> strengths, int apex)
    {
        ArgumentNullException.ThrowIfNull(strengths);
        ArgumentOutOfRangeException.ThrowIfNegative(apex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(apex, strengths.Count);
        var rise = RunningMean.Of([.. strengths.Take(apex + 1)], 1);
        var rest = rise.Min();
        var height = strengths[apex] - rest;
        if (apex == 0 || height <= 0)
        {
            return Math.Max(0, apex - 1);
        }

        var low = Passes(rise, apex, rest + (Low * height));
        var high = Passes(rise, apex, rest + (High * height));
        var start = low - ((high - low) / (Math.Sqrt(High / Low) - 1));
        return Math.Clamp((int)Math.Round(start), 0, apex - 1);
    }

    /// <summary>The last time before the apex, between frames, at which the rise passes a level.</summary>
    private static double Passes(double[] rise, int apex, double level)
    {
        var t = apex;
        while (t > 0 && rise[t] > level)
        {
            t--;
        }

        return rise[t] > level || t == apex ? t : t + ((level - rise[t]) / (rise[t + 1] - rise[t]));
    }
}
