using Mien.Recognition.Metrics;

namespace Mien.Recognition.Tests.Metrics;

public sealed class FoldAveragesTests
{
    [Fact]
    public void Averaging_folds_differs_from_pooling_them()
    {
        var first = ConfusionMatrix.Of([
            [1, 0],
            [0, 0],
        ]);
        var second = ConfusionMatrix.Of([
            [2, 1],
            [1, 0],
        ]);

        var averages = FoldAverages.Of([first, second, new ConfusionMatrix(2)]);

        Assert.Equal(((1 / 2.0) + (1 / 3.0)) / 2, averages.MeanOfFoldUf1, 15);
        Assert.Equal((1 + (1 / 3.0)) / 2, averages.MeanOfFoldUf1PresentClasses, 15);
        Assert.Equal((1 + (1 / 3.0)) / 2, averages.MeanOfFoldUarPresentClasses, 15);
        Assert.Equal((1 + (1 / 2.0)) / 2, averages.MeanOfFoldAccuracy, 15);
    }

    [Fact]
    public void Without_folds_the_averages_are_zero()
    {
        Assert.Equal(default, FoldAverages.Of([]));
    }
}
