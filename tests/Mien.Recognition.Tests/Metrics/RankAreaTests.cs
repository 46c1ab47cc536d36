using Mien.Recognition.Metrics;

namespace Mien.Recognition.Tests.Metrics;

public sealed class RankAreaTests
{
    [Fact]
    public void The_area_counts_pairs_in_the_right_order_and_ties_half()
    {
        // Positives .9, .4, .4; negatives .4, .1: wins 2, (.5 + 1) twice; 5 of 6 pairs.
        (double, bool)[] items = [(0.9, true), (0.4, true), (0.4, false), (0.4, true), (0.1, false)];

        Assert.Equal(5.0 / 6, RankArea.Of(items), 12);
        Assert.True(double.IsNaN(RankArea.Of([(1, true)])));
    }
}
