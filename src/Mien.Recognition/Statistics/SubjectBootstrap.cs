using Mien.Foundation;
using Mien.Recognition.Metrics;

namespace Mien.Recognition.Statistics;

/// <summary>
/// Percentile intervals by resampling subjects, not clips (Efron 1979; cluster bootstrap of Davison and Hinkley 1997,
/// section 3.8): clips of one face are alike, so resampling clips would promise too narrow an interval. Subjects are drawn
/// within their dataset (strata), because a composite's datasets are fixed and only its people are a sample.
/// </summary>
public static class SubjectBootstrap
{
    /// <summary>One interval a figure.</summary>
    /// <param name="strata">For each dataset, the confusion matrix of each of its subjects.</param>
    /// <param name="figures">What is computed of every resample.</param>
    /// <param name="options">Draws, level and seed.</param>
    public static Interval[] Intervals(
        IReadOnlyList<IReadOnlyList<ConfusionMatrix>> strata,
        IReadOnlyList<Figure> figures,
        BootstrapOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(strata);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(options);
        var draws = figures.Select(_ => new double[options.Draws]).ToArray();
        var random = new RandomStream(options.Seed);
        var pooled = new ConfusionMatrix(strata[0][0].Classes);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            Resample(strata, random, pooled);
            for (var f = 0; f < draws.Length; f++)
            {
                draws[f][draw] = figures[f].Of(pooled);
            }
        }

        return [.. draws.Select(values => Percentile(values, options.Level))];
    }

    /// <summary>The interval of the difference (second minus first) of a figure between two runs over the same subjects.</summary>
    /// <param name="strata">For each dataset and subject, the two runs' confusion matrices.</param>
    /// <param name="figure">What is computed of every resample of both.</param>
    /// <param name="options">Draws, level and seed.</param>
    public static DifferenceEstimate Difference(
        IReadOnlyList<IReadOnlyList<SubjectPair>> strata,
        Figure figure,
        BootstrapOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(strata);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(options);
        var draws = new double[options.Draws];
        // The same seed draws the same subjects for both, which is what makes the difference a paired one.
        var first = Select(strata, pair => pair.First);
        var second = Select(strata, pair => pair.Second);
        var (randomFirst, randomSecond) = (new RandomStream(options.Seed), new RandomStream(options.Seed));
        var pooled = new ConfusionMatrix(first[0][0].Classes);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            Resample(first, randomFirst, pooled);
            var value = figure.Of(pooled);
            Resample(second, randomSecond, pooled);
            draws[draw] = figure.Of(pooled) - value;
        }

        return new DifferenceEstimate(Spread.Of(draws).Sd, Percentile(draws, options.Level));
    }

    /// <summary>The central interval of sorted-out draws; quantiles interpolate linearly (type 7 of Hyndman and Fan 1996).</summary>
    internal static Interval Percentile(double[] draws, double level)
    {
        Array.Sort(draws);
        return new Interval(Quantile(draws, (1 - level) / 2), Quantile(draws, (1 + level) / 2));
    }

    private static double Quantile(double[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }

    private static void Resample(
        IReadOnlyList<IReadOnlyList<ConfusionMatrix>> strata,
        RandomStream random,
        ConfusionMatrix pooled
    )
    {
        pooled.Clear();
        foreach (var subjects in strata)
        {
            for (var i = 0; i < subjects.Count; i++)
            {
                pooled.Add(subjects[random.Below(subjects.Count)]);
            }
        }
    }

    private static ConfusionMatrix[][] Select(
        IReadOnlyList<IReadOnlyList<SubjectPair>> strata,
        Func<SubjectPair, ConfusionMatrix> side
    ) => [.. strata.Select(subjects => subjects.Select(side).ToArray())];
}
