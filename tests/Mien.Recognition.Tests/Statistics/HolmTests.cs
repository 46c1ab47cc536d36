using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Expected values: golden/tests.py (statsmodels).</summary>
public sealed class HolmTests
{
    [Fact]
    public void It_agrees_with_statsmodels()
    {
        double[] expected = [0.05, 0.8, 0.12, 0.12, 0.8];

        var adjusted = Holm.Adjust([0.01, 0.4, 0.04, 0.03, 0.6]);

        Assert.All(expected.Zip(adjusted), pair => Assert.Equal(pair.First, pair.Second, 14));
    }
}
