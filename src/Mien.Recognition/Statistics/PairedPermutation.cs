using Mien.Foundation;
using Mien.Recognition.Metrics;

namespace Mien.Recognition.Statistics;

/// <summary>
/// Paired permutation test of a figure between two runs (Fisher 1935; Noreen 1989): were the runs alike, each subject's
/// predictions could as well have come from the other run. Subjects are exchanged whole, because their clips are alike.
/// </summary>
/// <param name="Difference">The figure of the second run minus the first's.</param>
/// <param name="PValue">
/// Two-sided: the share of exchanges with at least this difference. Drawn exchanges count the observed one too
/// (Phipson and Smyth 2010), so it is never zero.
/// </param>
/// <param name="Exact">Whether all exchanges were tried.</param>
public readonly record struct PairedPermutation(double Difference, double PValue, bool Exact)
{
    /// <summary>Differences that only rounding separates count as equal.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Tests a figure over subjects of any number of datasets.</summary>
    public static PairedPermutation Test(IReadOnlyList<SubjectPair> subjects, Figure figure, PermutationOptions options)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(options);
        var test = new Exchange(subjects, figure);
        var observed = test.Difference(_ => false);
        var exact = subjects.Count < 31 && 1L << subjects.Count <= options.Draws;
        var extreme = exact
            ? CountAll(test, subjects.Count, Math.Abs(observed))
            : CountDrawn(test, options, Math.Abs(observed));
        var p = exact ? extreme / (double)(1L << subjects.Count) : (1.0 + extreme) / (1.0 + options.Draws);
        return new PairedPermutation(observed, p, exact);
    }

    private static int CountAll(Exchange test, int subjects, double observed) =>
        Enumerable
            .Range(0, 1 << subjects)
            .Count(mask => Math.Abs(test.Difference(subject => ((mask >> subject) & 1) == 1)) >= observed - Rounding);

    private static int CountDrawn(Exchange test, PermutationOptions options, double observed)
    {
        var random = new RandomStream(options.Seed);
        var extreme = 0;
        for (var draw = 0; draw < options.Draws; draw++)
        {
            var bits = 0UL;
            var difference = test.Difference(subject =>
            {
                bits = (subject & 63) == 0 ? random.NextBits() : bits >> 1;
                return (bits & 1) == 1;
            });
            extreme += Math.Abs(difference) >= observed - Rounding ? 1 : 0;
        }

        return extreme;
    }

    /// <summary>Pools the two runs with some subjects exchanged.</summary>
    private sealed class Exchange(IReadOnlyList<SubjectPair> subjects, Figure figure)
    {
        private readonly ConfusionMatrix _first = new(subjects[0].First.Classes);
        private readonly ConfusionMatrix _second = new(subjects[0].First.Classes);

        /// <summary>Second minus first; <paramref name="exchanged"/> is asked once a subject, in order.</summary>
        public double Difference(Func<int, bool> exchanged)
        {
            _first.Clear();
            _second.Clear();
            for (var subject = 0; subject < subjects.Count; subject++)
            {
                var swap = exchanged(subject);
                _first.Add(swap ? subjects[subject].Second : subjects[subject].First);
                _second.Add(swap ? subjects[subject].First : subjects[subject].Second);
            }

            return figure.Of(_second) - figure.Of(_first);
        }
    }
}
