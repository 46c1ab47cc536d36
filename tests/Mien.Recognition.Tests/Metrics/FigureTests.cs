using Mien.Recognition.Metrics;

namespace Mien.Recognition.Tests.Metrics;

public sealed class FigureTests
{
    /// <summary>Confusion matrices of two published LOSO logs on the MEGC2019 composite, and their published UF1 and own UAR.</summary>
    public static TheoryData<string, double[][], double, double> PublishedLogs =>
        new()
        {
            {
                "STSTNet, full",
                [
                    [219, 22, 9],
                    [40, 62, 7],
                    [21, 3, 59],
                ],
                .7353,
                .7186
            },
            {
                "STSTNet, SMIC",
                [
                    [54, 10, 6],
                    [17, 30, 4],
                    [14, 1, 28],
                ],
                .6801,
                .6703
            },
            {
                "STSTNet, CASME II",
                [
                    [83, 5, 0],
                    [12, 19, 1],
                    [2, 0, 23],
                ],
                .8382,
                .8190
            },
            {
                "STSTNet, SAMM",
                [
                    [82, 7, 3],
                    [11, 13, 2],
                    [5, 2, 8],
                ],
                .6588,
                .6415
            },
            {
                "CapsuleNet, full",
                [
                    [192, 30, 24],
                    [33, 65, 11],
                    [25, 9, 46],
                ],
                .6520,
                .6506
            },
        };

    [Theory]
    [MemberData(nameof(PublishedLogs))]
    public void Published_logs_give_their_figures_to_four_digits(string log, double[][] rows, double uf1, double uar)
    {
        var matrix = ConfusionMatrix.Of(rows);

        Assert.NotEmpty(log);
        Assert.Equal(uf1, Figure.Uf1.Of(matrix), 4);
        Assert.Equal(uar, Figure.Uar.Of(matrix), 4);
    }

    /// <summary>Expected values: golden/figures.py.</summary>
    [Theory]
    [InlineData("uf1", 0.7353011995340291)]
    [InlineData("uar", 0.7185502376478391)]
    [InlineData("accuracy", 0.7692307692307693)]
    [InlineData("macroPrecision", 0.7604844006568144)]
    [InlineData("macroF1OfMeans", 0.7389228523353498)]
    [InlineData("microF1", 0.7692307692307693)]
    [InlineData("weightedPrecision", 0.7658534129832305)]
    [InlineData("weightedRecall", 0.7692307692307693)]
    [InlineData("weightedF1", 0.7636884593450837)]
    public void Every_figure_equals_scikit_learn(string name, double expected)
    {
        var matrix = ConfusionMatrix.Of([
            [219, 22, 9],
            [40, 62, 7],
            [21, 3, 59],
        ]);

        Assert.Equal(expected, Figure.All.Single(figure => figure.Name == name).Of(matrix), 14);
    }

    [Fact]
    public void Micro_F1_and_weighted_recall_are_accuracy()
    {
        var matrix = ConfusionMatrix.Of([
            [5, 1, 0],
            [2, 7, 3],
            [0, 0, 4],
        ]);

        Assert.Equal(Figure.Accuracy.Of(matrix), Figure.MicroF1.Of(matrix), 15);
        Assert.Equal(Figure.Accuracy.Of(matrix), Figure.WeightedRecall.Of(matrix), 15);
    }

    [Fact]
    public void A_class_that_a_part_lacks_counts_as_zero_and_is_not_skipped()
    {
        var matrix = ConfusionMatrix.Of([
            [4, 0, 0],
            [0, 3, 0],
            [0, 0, 0],
        ]);

        Assert.Equal(2 / 3.0, Figure.Uf1.Of(matrix), 15);
        Assert.Equal(2 / 3.0, Figure.Uar.Of(matrix), 15);
        Assert.Equal(1, Figure.Accuracy.Of(matrix));
    }

    [Fact]
    public void An_empty_matrix_has_all_figures_zero()
    {
        Assert.All(Figure.All, figure => Assert.Equal(0, figure.Of(new ConfusionMatrix(3))));
    }

    [Fact]
    public void A_matrix_added_twice_doubles_the_counts_and_keeps_the_figures()
    {
        var once = ConfusionMatrix.Of([
            [219, 22, 9],
            [40, 62, 7],
            [21, 3, 59],
        ]);
        var twice = new ConfusionMatrix(3);
        twice.Add(once, 2);

        Assert.Equal(884, twice.Total);
        Assert.Equal(124, twice[1, 1]);
        Assert.Equal(Figure.Uf1.Of(once), Figure.Uf1.Of(twice), 15);
    }

    [Fact]
    public void Rows_of_unequal_length_are_refused()
    {
        Assert.Throws<ArgumentException>(() =>
            ConfusionMatrix.Of([
                [1, 2],
                [3],
            ])
        );
    }
}
