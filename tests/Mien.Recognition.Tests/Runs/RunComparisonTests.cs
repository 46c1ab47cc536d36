using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Runs;

public sealed class RunComparisonTests
{
    [Fact]
    public void A_run_against_itself_shows_no_difference()
    {
        var run = RunOutcome.Of(MadeUpRun.Table(seeds: 2));

        var comparison = RunComparison.Of(run, run, Figure.Uf1);

        Assert.Equal((48, 8), (comparison.Samples, comparison.Subjects));
        Assert.Equal((0, 1), (comparison.Permutation.Difference, comparison.Permutation.PValue));
        Assert.Equal(1, comparison.McNemar.ExactP);
        Assert.Null(comparison.SubjectsNeeded);
    }

    [Fact]
    public void A_better_run_is_ahead_whatever_the_order_of_its_classes()
    {
        var table = MadeUpRun.Table(seeds: 1);
        var perfect = new PredictionTable(
            ["surprise", "negative", "positive"],
            table.Rows.Select(row =>
                row with
                {
                    Truth = (row.Truth + 1) % 3,
                    Predicted = (row.Truth + 1) % 3,
                    Scores = [],
                }
            )
        );

        var comparison = RunComparison.Of(RunOutcome.Of(table), RunOutcome.Of(perfect), Figure.Uf1);

        Assert.Equal(1 - RunMetrics.Compute(table).Full.Uf1.Mean, comparison.Permutation.Difference, 14);
        Assert.Equal(0, comparison.McNemar.OnlyFirst);
        Assert.True(comparison.Permutation.PValue < .05);
        Assert.True(comparison.Difference.Interval.Low > 0);
    }

    [Fact]
    public void Runs_of_other_seeds_are_paired_over_those_they_share()
    {
        var (three, one) = (RunOutcome.Of(MadeUpRun.Table(seeds: 3)), RunOutcome.Of(MadeUpRun.Table(seeds: 1)));

        var shared = RunComparison.Of(three, one, Figure.Uf1);

        // Over seed 1, which both have, the two runs are one; over all three seeds they are not.
        Assert.Equal([1], shared.CommonSeeds);
        Assert.Equal(0, shared.Permutation.Difference);
        Assert.Equal((0, 0), (shared.McNemar.OnlyFirst, shared.McNemar.OnlySecond));
    }

    [Fact]
    public void Runs_without_a_common_seed_are_paired_over_all_of_theirs()
    {
        var table = MadeUpRun.Table(seeds: 1);
        var other = new PredictionTable(table.Classes, table.Rows.Select(row => row with { Seed = 7 }));

        var comparison = RunComparison.Of(RunOutcome.Of(MadeUpRun.Table(seeds: 3)), RunOutcome.Of(other), Figure.Uf1);

        Assert.Empty(comparison.CommonSeeds);
        Assert.NotEqual(0, comparison.Permutation.Difference);
    }

    [Fact]
    public void Only_samples_of_both_runs_count()
    {
        var table = MadeUpRun.Table(seeds: 1);
        var part = new PredictionTable(table.Classes, table.Rows.Where(row => row.Dataset == "SMIC"));

        Assert.Equal(24, RunComparison.Of(RunOutcome.Of(table), RunOutcome.Of(part), Figure.Uf1).Samples);
    }

    [Fact]
    public void Runs_that_cannot_be_compared_are_refused()
    {
        var run = RunOutcome.Of(MadeUpRun.Table(seeds: 1));

        Assert.Contains("other classes", Refusal(["a", "b", "c"], row => row), StringComparison.Ordinal);
        Assert.Contains(
            "share no sample",
            Refusal(MadeUpRun.Classes, row => row with { Clip = "z" + row.Clip }),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "disagree on the truth",
            Refusal(MadeUpRun.Classes, row => row with { Truth = 0 }),
            StringComparison.Ordinal
        );

        string Refusal(string[] classes, Func<Prediction, Prediction> change) =>
            Assert
                .Throws<InputFaultException>(() =>
                    RunComparison.Of(
                        run,
                        RunOutcome.Of(new PredictionTable(classes, MadeUpRun.Table(seeds: 1).Rows.Select(change))),
                        Figure.Uf1
                    )
                )
                .Message;
    }
}
