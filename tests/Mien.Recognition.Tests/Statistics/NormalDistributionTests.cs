using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Expected values: golden/tests.py (scipy.stats.norm).</summary>
public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0.3, 0.3820885778110474)]
    [InlineData(1.0, 0.15865525393145707)]
    [InlineData(1.96, 0.024997895148220435)]
    [InlineData(3.2, 0.0006871379379158471)]
    [InlineData(3.6, 0.00015910859015753364)]
    [InlineData(8.0, 6.22096057427174e-16)]
    [InlineData(-1.5, 0.9331927987311419)]
    public void Tails_agree_with_SciPy(double z, double expected)
    {
        Assert.Equal(1, NormalDistribution.Upper(z) / expected, 12);
    }

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.8, 0.8416212335729143)]
    [InlineData(0.2, -0.8416212335729142)]
    [InlineData(1e-9, -5.9978070150076865)]
    public void Quantiles_agree_with_SciPy(double share, double expected)
    {
        Assert.Equal(expected, NormalDistribution.Quantile(share), 12);
    }

    [Fact]
    public void A_share_that_is_no_probability_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(1));
    }
}
