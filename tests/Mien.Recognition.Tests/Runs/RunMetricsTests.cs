using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;

namespace Mien.Recognition.Tests.Runs;

public sealed class RunMetricsTests
{
    [Fact]
    public void Figures_are_those_of_the_pooled_matrix_of_each_seed_and_of_the_averaged_scores()
    {
        var table = MadeUpRun.Table(seeds: 3);

        var uf1 = RunMetrics.Compute(table).Full.Uf1;

        Assert.Equal(
            Enumerable.Range(1, 3).Select(seed => Figure.Uf1.Of(Pool(table.Rows.Where(r => r.Seed == seed)))),
            uf1.PerSeed
        );
        Assert.Equal(uf1.PerSeed.Average(), uf1.Mean, 15);
        Assert.InRange(uf1.Mean, uf1.Interval[0], uf1.Interval[1]);
        Assert.True(uf1.Sd > 0);
    }

    [Fact]
    public void With_one_seed_the_spread_is_zero_and_the_ensemble_is_the_seed()
    {
        var full = RunMetrics.Compute(MadeUpRun.Table(seeds: 1)).Full;

        Assert.All(
            Figure.All,
            figure => Assert.Equal((0, full[figure].Mean), (full[figure].Sd, full[figure].Ensemble))
        );
    }

    [Fact]
    public void Parts_are_taken_from_the_same_predictions()
    {
        var metrics = RunMetrics.Compute(MadeUpRun.Table(seeds: 2));

        Assert.Equal(["CASME2", "SMIC"], metrics.ByDataset.Keys);
        Assert.Equal(48, metrics.Full.Samples);
        Assert.Equal(8, metrics.Full.Subjects);
        Assert.Equal(metrics.Full.Confusion[1][2], metrics.ByDataset.Values.Sum(part => part.Confusion[1][2]));
    }

    [Fact]
    public void Averaged_scores_decide_the_ensemble()
    {
        Prediction[] rows =
        [
            new("A", "1", "x", 0, 1, 0, 1, [.4f, .6f]),
            new("A", "1", "x", 0, 2, 0, 0, [.9f, .1f]),
            new("A", "1", "x", 0, 3, 0, 1, [.4f, .6f]),
        ];

        Assert.Equal(
            [
                [1, 0],
                [0, 0],
            ],
            RunMetrics.Compute(new PredictionTable(["a", "b"], rows)).Full.Confusion
        );
    }

    [Theory]
    [InlineData(1, 0, "A/1/x is predicted twice for seed 1")]
    [InlineData(3, 0, "A/1/y has no prediction for seed 3")]
    [InlineData(2, 1, "A/1/x has another truth for seed 2 than for seed 1")]
    public void A_table_that_is_no_run_is_refused(int seed, int truth, string says)
    {
        var rows = new[] { "x", "y" }
            .Select(clip => new Prediction("A", "1", clip, 0, 1, 0, 0, []))
            .Append(new Prediction("A", "1", "x", 0, seed, truth, 0, []));
        rows = seed == 2 ? rows.Append(new Prediction("A", "1", "y", 0, 2, 0, 0, [])) : rows;

        var fault = Assert.Throws<InputFaultException>(() => RunMetrics.Compute(new PredictionTable(["a", "b"], rows)));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
    }

    private static ConfusionMatrix Pool(IEnumerable<Prediction> rows)
    {
        var matrix = new ConfusionMatrix(3);
        foreach (var row in rows)
        {
            matrix.Add(row.Truth, row.Predicted);
        }

        return matrix;
    }
}
