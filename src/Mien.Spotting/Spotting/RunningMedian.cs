namespace Mien.Spotting.Spotting;

/// <summary>
/// The median of a window around each sample. Unlike a mean it follows a step or a steady rise without an echo, so what
/// is left after taking it off is what came and went within half of the window.
/// </summary>
internal static class RunningMedian
{
    /// <summary>
    /// Medians of windows of 2 half + 1 samples. Who is filmed is taken to be at rest at the start: the median of the first
    /// samples stands for what was before, and in a series shorter than a window also for what comes after; else the median
    /// of the last whole window does.
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="half">Samples on either side.</param>
    /// <param name="start">First samples that are rest.</param>
    public static float[] Of(ReadOnlySpan<float> values, int half, int start)
    {
        var length = (2 * half) + 1;
        var before = Median(values[..Math.Min(values.Length, start)]);
        var after = values.Length < length ? before : Median(values[^length..]);
        var window = new float[length];
        Array.Fill(window, before, 0, half);
        for (var i = 0; i <= half; i++)
        {
            window[half + i] = i < values.Length ? values[i] : after;
        }

        Array.Sort(window);
        var result = new float[values.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = window[half];
            var leaving = i - half < 0 ? before : values[i - half];
            var coming = i + half + 1 < values.Length ? values[i + half + 1] : after;
            Replace(window, leaving, coming);
        }

        return result;
    }

    private static float Median(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[sorted.Length / 2];
    }

    private static void Replace(float[] sorted, float leaving, float coming)
    {
        var from = Array.BinarySearch(sorted, leaving);
        var to = Array.BinarySearch(sorted, coming);
        to = to < 0 ? ~to : to;
        if (to > from)
        {
            Array.Copy(sorted, from + 1, sorted, from, to - from - 1);
            sorted[to - 1] = coming;
        }
        else
        {
            Array.Copy(sorted, to, sorted, to + 1, from - to);
            sorted[to] = coming;
        }
    }
}
