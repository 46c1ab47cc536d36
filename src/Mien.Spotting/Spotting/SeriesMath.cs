namespace Mien.Spotting.Spotting;

/// <summary>Small work on series.</summary>
internal static class SeriesMath
{
    /// <summary>Means of windows of so many samples, fewer at the ends.</summary>
    public static float[] Smooth(ReadOnlySpan<float> values, int window)
    {
        var result = new float[values.Length];
        var (before, after) = (window / 2, (window - 1) / 2);
        var (sum, first, last) = (0.0, 0, -1);
        for (var i = 0; i < result.Length; i++)
        {
            while (last < Math.Min(values.Length - 1, i + after))
            {
                sum += values[++last];
            }

            while (first < i - before)
            {
                sum -= values[first++];
            }

            result[i] = (float)(sum / (last - first + 1));
        }

        return result;
    }

    /// <summary>Largest minus smallest value within so many samples on either side.</summary>
    public static float[] Range(ReadOnlySpan<float> values, int half)
    {
        var (high, low) = (Extremes(values, half, 1), Extremes(values, half, -1));
        for (var i = 0; i < high.Length; i++)
        {
            high[i] += low[i];
        }

        return high;
    }

    /// <summary>Largest value, times the sign, within so many samples on either side.</summary>
    public static float[] Extremes(ReadOnlySpan<float> values, int half, int sign)
    {
        var result = new float[values.Length];
        var queue = new int[values.Length];
        var (head, tail, next) = (0, 0, 0);
        for (var i = 0; i < result.Length; i++)
        {
            for (; next <= Math.Min(values.Length - 1, i + half); next++)
            {
                while (tail > head && sign * values[queue[tail - 1]] <= sign * values[next])
                {
                    tail--;
                }

                queue[tail++] = next;
            }

            while (queue[head] < i - half)
            {
                head++;
            }

            result[i] = sign * values[queue[head]];
        }

        return result;
    }

    /// <summary>The value below which a share of the values lies; 0 for none.</summary>
    public static float Percentile(Span<float> values, double share)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        values.Sort();
        return values[(int)Math.Round(share * (values.Length - 1))];
    }
}
