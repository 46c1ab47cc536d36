using Mien.Recognition.Metrics;

namespace Mien.Recognition.Tests.Metrics;

public sealed class RefereeTests
{
    [Fact]
    public void An_F1_above_the_harmonic_mean_is_pointed_out()
    {
        var remarks = Referee.Examine(
            new Claim
            {
                Precision = .973,
                Recall = .965,
                F1 = .99,
            }
        );

        Assert.Equal(
            "F1 99 with precision 97.3 and recall 96.5 cannot come from one averaging: under any single rule F1 is at most 96.9.",
            Assert.Single(remarks)
        );
    }

    [Fact]
    public void A_share_that_no_number_of_clips_gives_is_pointed_out()
    {
        var remarks = Referee.Examine(
            new Claim
            {
                Accuracy = .9973,
                Samples = 159,
                Rounding = .00005,
            }
        );

        Assert.Equal(
            "Accuracy 99.73 is not a whole number of 159 samples: the nearest are 99.37 and 100.",
            Assert.Single(remarks)
        );
    }

    [Fact]
    public void A_macro_precision_that_was_published_as_UAR_is_recognised()
    {
        var matrix = ConfusionMatrix.Of([
            [219, 22, 9],
            [40, 62, 7],
            [21, 3, 59],
        ]);

        var remarks = Referee.Examine(
            new Claim
            {
                F1 = .7353,
                Uar = .7605,
                Rounding = .00005,
            },
            matrix
        );

        Assert.Equal(
            "The UAR of 76.05 is macro precision: the UAR of these predictions is 71.86.",
            Assert.Single(remarks)
        );
    }

    [Fact]
    public void A_figure_of_other_predictions_is_said_to_be_none_of_these()
    {
        var matrix = ConfusionMatrix.Of([
            [9, 1],
            [2, 8],
        ]);

        var remark = Assert.Single(Referee.Examine(new Claim { F1 = .99 }, matrix));

        Assert.Contains("no figure of these predictions", remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_figures_draw_no_remark()
    {
        var matrix = ConfusionMatrix.Of([
            [9, 1],
            [2, 8],
        ]);
        var claim = new Claim
        {
            Precision = Figure.MacroPrecision.Of(matrix),
            Recall = Figure.Uar.Of(matrix),
            F1 = Figure.Uf1.Of(matrix),
            Uar = .85,
            Accuracy = .85,
            Samples = 20,
        };

        Assert.Empty(Referee.Examine(claim, matrix));
    }
}
