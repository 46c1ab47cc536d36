using Mien.Foundation;
using Mien.Spotting.Sensitivity;

namespace Mien.Spotting.Tests.Sensitivity;

public sealed class DetectionLimitTests
{
    private static readonly double[] Sizes = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8];
    private static readonly double[] Durations = [0.07, 0.1, 0.15, 0.25, 0.35, 0.5];

    [Fact]
    public void A_known_limit_is_found_again()
    {
        // Half of the motions of 0.8 px and 0.2 s are found; twice the size has odds of 2^4, twice the length of 2^1.5.
        var random = new RandomStream(3);
        var outcomes = new List<PlantOutcome>();
        for (var i = 0; i < 6000; i++)
        {
            var (size, seconds) = (Sizes[random.Below(8)], Durations[random.Below(6)]);
            var odds = Math.Pow(size / 0.8, 4) * Math.Pow(seconds / 0.2, 1.5);
            outcomes.Add(new PlantOutcome(size, seconds, "12", 1, random.Chance(odds / (1 + odds))));
        }

        var limit = DetectionLimit.Of(outcomes);
        Assert.Equal(0.8, limit.SizeAt(0.5, 0.2), 0.03);
        Assert.Equal(0.8 * Math.Pow(9, 0.25), limit.SizeAt(0.9, 0.2), 0.06);
        Assert.Equal(0.8 * Math.Pow(0.2 / 0.4, 1.5 / 4), limit.SizeAt(0.5, 0.4), 0.03);
        Assert.Equal(0.5, limit.ChanceOf(limit.SizeAt(0.5, 0.1), 0.1), 1e-9);
    }

    [Fact]
    public void The_fit_is_that_of_scikit_learn()
    {
        // LogisticRegression(C=1/0.02, tol=1e-12) on the columns centred, its intercept pulled by a column of ones and
        // fit_intercept=False; golden/limit.py.
        PlantOutcome[] outcomes =
        [
            .. Sizes.SelectMany(
                (size, i) =>
                    Durations.Select(
                        (seconds, j) => new PlantOutcome(size, seconds, "", 0, ((i * 2) + j + (i * j % 3)) > 8)
                    )
            ),
        ];
        var limit = DetectionLimit.Of(outcomes);
        Assert.Equal(GoldenChance, limit.ChanceOf(0.7, 0.2), 1e-6);
        Assert.Equal(GoldenSize, limit.SizeAt(0.9, 0.3), 1e-5);
    }

    [Fact]
    public void All_or_nothing_still_gives_a_limit()
    {
        var all = Sizes.Select(size => new PlantOutcome(size, 0.2, "", 0, true)).ToList();
        Assert.True(DetectionLimit.Of(all).ChanceOf(1, 0.2) > 0.85);
        var none = all.ConvertAll(o => o with { Found = false });
        Assert.True(DetectionLimit.Of(none).ChanceOf(1, 0.2) < 0.15);
    }

    [Fact]
    public void Longer_is_never_harder()
    {
        var random = new RandomStream(9);
        var outcomes = Enumerable
            .Range(0, 300)
            .Select(i => (Size: Sizes[i % 8], Seconds: Durations[i % 6]))
            .Select(o => new PlantOutcome(
                o.Size,
                o.Seconds,
                "",
                0,
                o.Size > 0.6 && (o.Seconds < 0.2 || random.Chance(0.7))
            ))
            .ToList();
        var limit = DetectionLimit.Of(outcomes);
        Assert.True(limit.SizeAt(0.5, 0.5) <= limit.SizeAt(0.5, 0.1) + 1e-9);
    }

    private const double GoldenChance = 0.801421878490725;
    private const double GoldenSize = 0.5850998196424759;
}
