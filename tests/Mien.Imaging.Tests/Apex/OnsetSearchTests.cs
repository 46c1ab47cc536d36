using Mien.Foundation;
using Mien.Imaging.Apex;

namespace Mien.Imaging.Tests.Apex;

public sealed class OnsetSearchTests
{
    private static readonly Func<double, double> Smooth = p => p * p * (3 - (2 * p));
    private static readonly Func<double, double> Parabola = p => p * p;
    private static readonly Func<double, double> MinimumJerk = p => p * p * p * (10 + (p * ((6 * p) - 15)));
    private static readonly Func<double, double> Straight = p => p;

    public static TheoryData<string, int> Rises =>
        new()
        {
            { "smooth", 0 },
            { "parabola", 1 },
            { "minimum jerk", 1 },
            { "straight", 0 },
        };

    [Theory]
    [MemberData(nameof(Rises))]
    public void The_foot_of_a_rise_is_found_whatever_its_shape(string shape, int near)
    {
        var rise = shape switch
        {
            "smooth" => Smooth,
            "parabola" => Parabola,
            "minimum jerk" => MinimumJerk,
            _ => Straight,
        };
        foreach (var length in (int[])[4, 8, 14])
        {
            var strengths = Enumerable.Range(0, 40).Select(t => rise(Math.Clamp((t - 17.0) / length, 0, 1))).ToArray();

            Assert.InRange(OnsetSearch.Find(strengths, 17 + length), 17 - near, 17 + near);
        }
    }

    [Fact]
    public void Noise_hardly_moves_the_onset()
    {
        var random = new RandomStream(3);
        var near = 0;
        for (var trial = 0; trial < 50; trial++)
        {
            var strengths = Enumerable
                .Range(0, 45)
                .Select(t => Smooth(Math.Clamp((t - 20) / 12.0, 0, 1)) + random.Normal(0.03))
                .ToArray();

            near += Math.Abs(OnsetSearch.Find(strengths, 32) - 20) <= 2 ? 1 : 0;
        }

        Assert.InRange(near, 46, 50);
    }

    [Theory]
    [InlineData(0.006)]
    [InlineData(-0.006)]
    public void A_slow_drift_of_the_rest_is_no_rise(double drift)
    {
        var random = new RandomStream(5);
        for (var trial = 0; trial < 20; trial++)
        {
            var strengths = Enumerable
                .Range(0, 45)
                .Select(t => Smooth(Math.Clamp((t - 20) / 12.0, 0, 1)) + (drift * t) + random.Normal(0.01))
                .ToArray();

            Assert.InRange(OnsetSearch.Find(strengths, 32), 18, 22);
        }
    }

    [Fact]
    public void A_hold_before_the_apex_is_no_part_of_the_rise()
    {
        // At the apex of a plateau the strength has long been reached.
        var strengths = Enumerable.Range(0, 60).Select(t => Smooth(Math.Clamp((t - 20) / 8.0, 0, 1))).ToArray();

        Assert.InRange(OnsetSearch.Find(strengths, 34), 19, 21);
    }

    [Fact]
    public void A_clip_that_begins_at_its_onset_has_it_in_the_first_frame()
    {
        double[] strengths = [0, 0.1, 0.4, 0.8, 1, 0.6];

        Assert.Equal(0, OnsetSearch.Find(strengths, 4));
        Assert.Equal(0, OnsetSearch.Find(strengths, 1));
        Assert.Equal(0, OnsetSearch.Find([1, 1], 0));
        Assert.Equal(2, OnsetSearch.Find([0, 0, 0, 0], 3));
    }
}
