using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Expected values: golden/tests.py (statsmodels).</summary>
public sealed class McNemarTests
{
    [Theory]
    [InlineData(12, 5, 0.143463134765625, 2.1176470588235294, 0.1456100953968629)]
    [InlineData(0, 3, 0.25, 1.3333333333333333, 0.24821307898992026)]
    [InlineData(40, 61, 0.04604406692934279, 3.9603960396039604, 0.04658274252301569)]
    [InlineData(150, 260, 6.144347791518445e-08, 28.978048780487804, 7.32031346889925e-08)]
    public void It_agrees_with_statsmodels(int b, int c, double exact, double statistic, double corrected)
    {
        var test = McNemar.Of(b, c);

        Assert.Equal(1, test.ExactP / exact, 11);
        Assert.Equal(statistic, test.Statistic, 13);
        Assert.Equal(1, test.CorrectedP / corrected, 11);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Equal_counts_tell_nothing_apart(int count)
    {
        Assert.Equal(new McNemar(count, count, 1, 0, 1), McNemar.Of(count, count));
    }
}
