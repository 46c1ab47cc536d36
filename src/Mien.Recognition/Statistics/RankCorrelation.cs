namespace Mien.Recognition.Statistics;

/// <summary>Spearman's rank correlation: Pearson's correlation of the ranks, equal values sharing the mean of their ranks.</summary>
public static class RankCorrelation
{
    /// <summary>The correlation, -1 to 1; null where one of the two is constant and has no ranks.</summary>
    public static double? Of(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(first.Length, second.Length);
        var (a, b) = (Ranks(first), Ranks(second));
        // Ranks always have this mean, ties or not.
        var mean = (first.Length + 1) / 2.0;
        var (both, own, other) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            both += (a[i] - mean) * (b[i] - mean);
            own += (a[i] - mean) * (a[i] - mean);
            other += (b[i] - mean) * (b[i] - mean);
        }

        return own > 0 && other > 0 ? both / Math.Sqrt(own * other) : null;
    }

    private static double[] Ranks(ReadOnlySpan<float> values)
    {
        var sorted = values.ToArray();
        var order = Enumerable.Range(0, values.Length).ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var from = 0; from < sorted.Length; )
        {
            var to = from;
            while (to < sorted.Length && sorted[to] == sorted[from])
            {
                to++;
            }

            for (var i = from; i < to; i++)
            {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }

            from = to;
        }

        return ranks;
    }
}
