using Mien.Foundation;

namespace Mien.Recognition.Statistics;

/// <summary>How sure the mean of some numbers is: the percentile bootstrap (Efron 1979), the numbers being drawn anew.</summary>
public static class MeanInterval
{
    /// <summary>The central interval of the means of resampled numbers.</summary>
    /// <param name="values">The numbers, at least one.</param>
    /// <param name="options">How many draws, how much of them, and from which seed; null for the usual ones.</param>
    public static Interval Of(IReadOnlyList<double> values, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        options ??= new BootstrapOptions();
        var random = new RandomStream(options.Seed);
        var means = new double[options.Draws];
        for (var draw = 0; draw < means.Length; draw++)
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++)
            {
                sum += values[random.Below(values.Count)];
            }

            means[draw] = sum / values.Count;
        }

        return SubjectBootstrap.Percentile(means, options.Level);
    }
}
