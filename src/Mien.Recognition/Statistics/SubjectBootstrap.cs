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
    /// <summary>One interval a figure, of the figure's mean over seeds.</summary>
    /// <param name="subjects">Every subject's counts; at least one.</param>
    /// <param name="figures">What is computed of every resample.</param>
    /// <param name="options">Draws, level and seed.</param>
    public static Interval[] Intervals(
        IReadOnlyList<SubjectCounts> subjects,
        IReadOnlyList<Figure> figures,
        BootstrapOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(options);
        var draws = figures.Select(_ => new double[options.Draws]).ToArray();
        var seeds = subjects[0].PerSeed.Count;
        var pooled = new ConfusionMatrix(subjects[0].PerSeed[0].Classes);
        var resampler = new Resampler([.. subjects.Select(subject => subject.Dataset)], options.Seed);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            var drawn = resampler.Next();
            for (var seed = 0; seed < seeds; seed++)
            {
                pooled.Clear();
                foreach (var subject in drawn)
                {
                    pooled.Add(subjects[subject].PerSeed[seed]);
                }

                for (var f = 0; f < draws.Length; f++)
                {
                    draws[f][draw] += figures[f].Of(pooled) / seeds;
                }
            }
        }

        return [.. draws.Select(values => Percentile(values, options.Level))];
    }

    /// <summary>The interval of the difference (second minus first) of a figure between two runs over the same subjects.</summary>
    /// <param name="subjects">Every subject's counts under both runs; at least one.</param>
    /// <param name="figure">What is computed of every resample of both.</param>
    /// <param name="options">Draws, level and seed.</param>
    public static DifferenceEstimate Difference(
        IReadOnlyList<SubjectPair> subjects,
        Figure figure,
        BootstrapOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(options);
        var draws = new double[options.Draws];
        var first = new ConfusionMatrix(subjects[0].First.Classes);
        var second = new ConfusionMatrix(subjects[0].First.Classes);
        var resampler = new Resampler([.. subjects.Select(subject => subject.Dataset)], options.Seed);
        for (var draw = 0; draw < options.Draws; draw++)
        {
            first.Clear();
            second.Clear();
            foreach (var subject in resampler.Next())
            {
                first.Add(subjects[subject].First);
                second.Add(subjects[subject].Second);
            }

            draws[draw] = figure.Of(second) - figure.Of(first);
        }

        return new DifferenceEstimate(Spread.Of(draws).Sd, Percentile(draws, options.Level));
    }

    /// <summary>The central interval of draws, which are sorted in place; quantiles interpolate linearly (type 7 of Hyndman and Fan 1996).</summary>
    public static Interval Percentile(double[] draws, double level)
    {
        ArgumentNullException.ThrowIfNull(draws);
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

    /// <summary>Draws as many subjects of each dataset as it has, with replacement.</summary>
    private sealed class Resampler(string[] datasets, ulong seed)
    {
        private readonly RandomStream _random = new(seed);
        private readonly int[][] _strata =
        [
            .. Enumerable
                .Range(0, datasets.Length)
                .GroupBy(subject => datasets[subject])
                .Select(stratum => stratum.ToArray()),
        ];
        private readonly int[] _drawn = new int[datasets.Length];

        /// <summary>Indices of the drawn subjects; the same array every time.</summary>
        public int[] Next()
        {
            var at = 0;
            foreach (var stratum in _strata)
            {
                for (var i = 0; i < stratum.Length; i++)
                {
                    _drawn[at++] = stratum[_random.Below(stratum.Length)];
                }
            }

            return _drawn;
        }
    }
}
