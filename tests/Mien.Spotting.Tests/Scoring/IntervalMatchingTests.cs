using Mien.Foundation;
using Mien.Spotting.Scoring;

namespace Mien.Spotting.Tests.Scoring;

public sealed class IntervalMatchingTests
{
    [Theory]
    [InlineData(1, 10, 1, 10, 1)]
    [InlineData(1, 10, 6, 15, 5 / 15.0)]
    [InlineData(1, 10, 10, 19, 1 / 19.0)]
    [InlineData(1, 10, 11, 20, 0)]
    [InlineData(5, 5, 5, 5, 1)]
    [InlineData(-3, 65, 30, 55, 26 / 69.0)]
    public void Overlap_counts_frames_with_both_ends(int a, int b, int c, int d, double overlap)
    {
        Assert.Equal(overlap, Interval(a, b).Overlap(Interval(c, d)), 1e-12);
        Assert.Equal(overlap, Interval(c, d).Overlap(Interval(a, b)), 1e-12);
    }

    [Fact]
    public void A_truth_is_found_once_and_an_exact_half_is_enough()
    {
        var truth = Interval(1, 10);
        var pair = Assert.Single(
            IntervalMatching.Match([truth], [Interval(1, 5), Interval(2, 10), Interval(1, 10)], 0.5)
        );
        Assert.Equal(1, pair.Overlap);
        Assert.Single(IntervalMatching.Match([truth], [Interval(1, 5)], 0.5));
        Assert.Empty(IntervalMatching.Match([truth], [Interval(1, 4)], 0.5));
    }

    [Fact]
    public void As_many_pairs_as_possible_are_made()
    {
        // The first prediction fits both truths, and its nearer one is the only one that the second prediction fits.
        ScoredInterval[] truth = [Interval(1, 20), Interval(4, 22)];
        ScoredInterval[] predicted = [Interval(2, 21), Interval(10, 25)];
        Assert.True(predicted[0].Overlap(truth[1]) > 0.5 && predicted[1].Overlap(truth[0]) < 0.5);
        Assert.Equal(2, IntervalMatching.Match(truth, predicted, 0.5).Count);
        Assert.Equal(2, IntervalMatching.Match(truth, [.. predicted.Reverse()], 0.5).Count);
    }

    [Fact]
    public void The_number_of_pairs_does_not_depend_on_the_order_and_is_the_largest()
    {
        var random = new RandomStream(5);
        for (var round = 0; round < 200; round++)
        {
            var truth = Draw(random, 5);
            var predicted = Draw(random, 6);
            var count = IntervalMatching.Match(truth, predicted, 0.3).Count;
            Assert.Equal(Largest(truth, predicted, 0, 0), count);
            random.Shuffle<ScoredInterval>(truth);
            random.Shuffle<ScoredInterval>(predicted);
            Assert.Equal(count, IntervalMatching.Match(truth, predicted, 0.3).Count);
        }
    }

    /// <summary>Every way to pair, tried.</summary>
    private static int Largest(ScoredInterval[] truth, ScoredInterval[] predicted, int at, int taken)
    {
        if (at == truth.Length)
        {
            return 0;
        }

        var best = Largest(truth, predicted, at + 1, taken);
        for (var p = 0; p < predicted.Length; p++)
        {
            if ((taken & (1 << p)) == 0 && truth[at].Overlap(predicted[p]) >= 0.3)
            {
                best = Math.Max(best, 1 + Largest(truth, predicted, at + 1, taken | (1 << p)));
            }
        }

        return best;
    }

    private static ScoredInterval[] Draw(RandomStream random, int count) =>
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => random.Below(20))
                .Select(onset => Interval(onset, onset + 4 + random.Below(15))),
        ];

    private static ScoredInterval Interval(int onset, int offset) =>
        new()
        {
            Video = "v",
            Onset = onset,
            Offset = offset,
        };
}
