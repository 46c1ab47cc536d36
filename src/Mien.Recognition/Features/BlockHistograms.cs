namespace Mien.Recognition.Features;

/// <summary>One histogram a block, which features fill and normalise.</summary>
internal static class BlockHistograms
{
    /// <summary>Divides each histogram by its sum; one without entries stays empty.</summary>
    public static void NormalizeEach(Span<float> histograms, int bins)
    {
        for (var start = 0; start < histograms.Length; start += bins)
        {
            var histogram = histograms.Slice(start, bins);
            var sum = 0.0;
            foreach (var value in histogram)
            {
                sum += value;
            }

            Scale(histogram, sum > 0 ? 1 / sum : 0);
        }
    }

    /// <summary>Divides by the Euclidean length; nothing stays nothing.</summary>
    public static void NormalizeLength(Span<float> values)
    {
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += (double)value * value;
        }

        Scale(values, squares > 0 ? 1 / Math.Sqrt(squares) : 0);
    }

    public static void Scale(Span<float> values, double factor)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(values[i] * factor);
        }
    }
}
