using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

public sealed class SpreadTests
{
    [Fact]
    public void The_spread_over_seeds_is_the_sample_deviation()
    {
        var spread = Spread.Of([2, 4, 4, 4, 5, 5, 7, 9]);

        Assert.Equal(5, spread.Mean);
        Assert.Equal(Math.Sqrt(32 / 7.0), spread.Sd, 15);
        Assert.Equal((2, 9), (spread.Low, spread.High));
    }

    [Fact]
    public void One_seed_has_no_spread()
    {
        Assert.Equal(new Spread(.7, 0, .7, .7), Spread.Of([.7]));
    }
}
