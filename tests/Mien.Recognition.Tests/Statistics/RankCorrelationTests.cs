using Mien.Recognition.Statistics;

namespace Mien.Recognition.Tests.Statistics;

/// <summary>Golden values by SciPy 1.10: scipy.stats.spearmanr (golden/tests.py).</summary>
public sealed class RankCorrelationTests
{
    [Fact]
    public void Equal_values_share_their_rank()
    {
        Assert.Equal(0.7523252395030132, RankCorrelation.Of([1, 2, 2, 5, 3, 0, 0], [2, 1, 4, 6, 6, -1, 3])!.Value, 12);
    }

    [Fact]
    public void Order_alone_counts()
    {
        Assert.Equal(1, RankCorrelation.Of([1, 2, 3, 4], [0, 10, 11, 400]));
        Assert.Equal(-1, RankCorrelation.Of([1, 2, 3, 4], [4, 3, 2, 1]));
    }

    [Fact]
    public void A_constant_has_no_ranks() => Assert.Null(RankCorrelation.Of([1, 2, 3], [5, 5, 5]));
}
