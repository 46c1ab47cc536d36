using Mien.Recognition.Metrics;

namespace Mien.Recognition.Tests.Metrics;

public sealed class BaselineTests
{
    /// <summary>Truths of the MEGC2019 composite and of its parts, and what always saying "negative" scores on them.</summary>
    [Theory]
    [InlineData(250, 109, 83, .5656, .2408)]
    [InlineData(70, 51, 43, .4268, .1994)]
    [InlineData(88, 32, 25, .6069, .2518)]
    [InlineData(92, 26, 15, .6917, .2726)]
    public void The_majority_class_scores_as_published(
        int negative,
        int positive,
        int surprise,
        double accuracy,
        double uf1
    )
    {
        var matrix = Baseline.Majority([negative, positive, surprise]);

        Assert.Equal(accuracy, Figure.Accuracy.Of(matrix), 4);
        Assert.Equal(uf1, Figure.Uf1.Of(matrix), 4);
        Assert.Equal(1 / 3.0, Figure.Uar.Of(matrix), 14);
    }

    [Fact]
    public void Random_draws_by_frequency_score_one_over_the_number_of_classes()
    {
        var matrix = Baseline.Random([250, 109, 83]);

        Assert.Equal(1 / 3.0, Figure.Uf1.Of(matrix), 14);
        Assert.Equal(1 / 3.0, Figure.Uar.Of(matrix), 14);
    }
}
