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
        var remarks = Referee.Examine(new Claim { Accuracy = new ClaimedFigure(.9973, .00005), Samples = 159 });

        Assert.Equal(
            "Accuracy 99.73 is not a whole number of 159 samples: the nearest are 99.37 and 100; a mean over folds or repetitions may give it.",
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
            new Claim { F1 = new ClaimedFigure(.7353, .00005), Uar = new ClaimedFigure(.7605, .00005) },
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

    [Theory]
    [InlineData(.9973, 159, 10, true)] // the paper on SAMM: one error of 159 clips gives at best 99.38 as a mean over 10 folds
    [InlineData(.9938, 159, 10, false)] // exactly that one error
    [InlineData(.9912, 255, 10, true)] // the paper on CASME II
    [InlineData(.9920, 255, 10, false)] // two errors in folds of 25
    [InlineData(.5, 7, 3, false)] // (1/2 + 1/2 + 1/2) / 3, or 1/3, 2/2, 1/2 and the like
    public void A_mean_over_folds_has_its_own_few_values(double accuracy, int samples, int folds, bool impossible)
    {
        var claim = new Claim
        {
            Accuracy = new ClaimedFigure(accuracy, .00005),
            Samples = samples,
            Folds = folds,
        };

        Assert.Equal(impossible, Referee.Examine(claim).Count == 1);
    }

    [Fact]
    public void Folds_over_subjects_are_not_accused()
    {
        // One error in a fold of 37 clips among ten folds: 1 - 1/370 = .9973, which folds of 15 and 16 clips cannot give.
        var claim = new Claim
        {
            Accuracy = new ClaimedFigure(.9973, .00005),
            Samples = 159,
            Folds = 10,
        };

        Assert.Equal(
            "Accuracy 99.73 comes neither from 159 samples pooled (nearest 99.37 and 100) nor as a mean over 10 folds of "
                + "nearly equal size (nearest 99.38 and 100); folds of unequal size, as over subjects, may give it.",
            Assert.Single(Referee.Examine(claim))
        );
    }

    [Fact]
    public void Every_mean_over_folds_of_a_small_set_is_found()
    {
        // All ways to be right in folds of 3, 2 and 2 samples, against the bounds that the referee computes.
        var means =
            from a in Enumerable.Range(0, 4)
            from b in Enumerable.Range(0, 3)
            from c in Enumerable.Range(0, 3)
            select ((a / 3.0) + (b / 2.0) + (c / 2.0)) / 3;
        var sorted = means.Distinct().Order().ToArray();
        for (var share = 0.013; share < 1; share += 0.0207)
        {
            var (below, above) = FoldMeans.Around(share, 7, 3);
            Assert.Equal(sorted.Last(mean => mean <= share), below, 9);
            Assert.Equal(sorted.First(mean => mean >= share), above, 9);
        }
    }
}
