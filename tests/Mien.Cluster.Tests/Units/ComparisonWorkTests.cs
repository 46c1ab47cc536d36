using Mien.Cluster.Executors;
using Mien.Cluster.Units;
using Mien.Data.Synthetic;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Training;

namespace Mien.Cluster.Tests.Units;

public sealed class ComparisonWorkTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_units_of_all_runs_are_done_in_any_order_and_gathered()
    {
        var work = Open("joined");

        Assert.Equal(8, work.Units.Count);
        Assert.Equal("cabm/units/seed-1/fold-0000", work.Units[0]);
        Assert.Equal("z-rival/units/seed-1/fold-0002", work.Units[6]);
        new InProcessExecutor(2).Run(work, new NoProgress(), TestContext.Current.CancellationToken);
        var apart = Open("apart");
        foreach (var run in apart.Runs)
        {
            new InProcessExecutor(1).Run(run, new NoProgress(), TestContext.Current.CancellationToken);
        }

        foreach (var run in new[] { "cabm", "z-rival" })
        {
            Assert.Equal(Predictions("apart", run), Predictions("joined", run));
        }
    }

    [Fact]
    public void A_unit_whose_result_is_there_is_done_and_a_folder_of_another_run_is_refused()
    {
        var work = Open("joined");
        using (var worker = work.CreateWorker(1))
        {
            worker.Run(4, TestContext.Current.CancellationToken);
        }

        Assert.Equal([4], Enumerable.Range(0, 6).Where(Open("joined").IsDone));
        Assert.Contains(
            "holds another run (recipe",
            Assert.Throws<Foundation.InputFaultException>(() => Open("joined", epochs: 2)).Message,
            StringComparison.Ordinal
        );
    }

    private ComparisonWork Open(string folder, int epochs = 1)
    {
        NamedRecipe[] recipes =
        [
            new(
                "z-rival",
                new Recipe
                {
                    Model = "convmixer-32-1",
                    Epochs = epochs,
                    Batch = 8,
                }
            ),
            new(
                "cabm",
                new Recipe
                {
                    Model = "cabm",
                    Epochs = epochs,
                    Batch = 8,
                }
            ),
        ];
        var shared = new EvaluationRequest
        {
            Set = SyntheticSet.Make(3, 3, 1),
            Data = [],
            Method = MethodRegistry.Find("cabm"),
            Protocol = new LeaveOneSubjectOut(),
        };
        return new ComparisonWork(ComparisonPlan.Of(recipes, shared), Path.Combine(_folder.Path, folder));
    }

    private string Predictions(string folder, string run) =>
        File.ReadAllText(Path.Combine(_folder.Path, folder, run, "predictions.csv"));
}
