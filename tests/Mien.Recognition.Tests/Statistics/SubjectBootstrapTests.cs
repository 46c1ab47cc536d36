using Mien.Recognition.Metrics;
using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Expected values: golden/bootstrap.py.</summary>
public sealed class SubjectBootstrapTests
{
    private static readonly BootstrapOptions Many = new() { Draws = 20_000 };

    [Fact]
    public void Intervals_agree_with_numpy()
    {
        var intervals = SubjectBootstrap.Intervals(MadeUpSubjects.Counts(), [Figure.Uf1, Figure.Uar], Many);

        AssertNear(.5419, .5833, intervals[0]);
        AssertNear(.5460, .5942, intervals[1]);
    }

    [Fact]
    public void The_interval_of_a_difference_agrees_with_numpy()
    {
        var difference = SubjectBootstrap.Difference(MadeUpSubjects.Subjects(), Figure.Uf1, Many);

        AssertNear(-.0458, .0199, difference.Interval);
        Assert.Equal(.01773, difference.StandardError, .0005);
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        Interval[] Draw(ulong seed) =>
            SubjectBootstrap.Intervals(MadeUpSubjects.Counts(), [Figure.Uf1], new BootstrapOptions { Seed = seed });

        Assert.Equal(Draw(3), Draw(3));
        Assert.NotEqual(Draw(3), Draw(4));
    }

    [Fact]
    public void Seeds_are_averaged_within_each_draw()
    {
        SubjectCounts[] twice =
        [
            .. MadeUpSubjects.Counts().Select(s => s with { PerSeed = [s.PerSeed[0], s.PerSeed[0]] }),
        ];

        var once = SubjectBootstrap.Intervals(MadeUpSubjects.Counts(), [Figure.Uf1], new BootstrapOptions())[0];
        var both = SubjectBootstrap.Intervals(twice, [Figure.Uf1], new BootstrapOptions())[0];

        Assert.Equal(once.Low, both.Low, 14);
        Assert.Equal(once.High, both.High, 14);
    }

    [Fact]
    public void Quantiles_interpolate()
    {
        Assert.Equal(new Interval(1.5, 4.5), SubjectBootstrap.Percentile([5, 1, 2, 4, 3], .75));
    }

    private static void AssertNear(double low, double high, Interval interval)
    {
        Assert.Equal(low, interval.Low, .001);
        Assert.Equal(high, interval.High, .001);
    }
}
