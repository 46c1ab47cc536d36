namespace Mien.Recognition.Statistics;

/// <summary>
/// Adjusts p-values of several tests at once (Holm 1979), so that one of many rivals does not look different by chance.
/// </summary>
public static class Holm
{
    /// <summary>The adjusted p-values, in the order given: the k-th smallest times (n - k + 1), never decreasing, at most 1.</summary>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var adjusted = new double[values.Count];
        var highest = 0.0;
        var rank = 0;
        foreach (var index in Enumerable.Range(0, values.Count).OrderBy(index => values[index]))
        {
            highest = Math.Min(1, Math.Max(highest, values[index] * (values.Count - rank++)));
            adjusted[index] = highest;
        }

        return adjusted;
    }
}
