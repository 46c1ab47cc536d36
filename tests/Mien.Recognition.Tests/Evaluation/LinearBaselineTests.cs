using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Evaluation;

public sealed class LinearBaselineTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_line_beside_a_score_is_that_of_the_linear_machine_on_the_same_folds()
    {
        var network = Run("network", "cabm", new Recipe { Epochs = 1, Batch = 8 });
        var machine = Run("machine", "svm-linear", MethodRegistry.Find("svm-linear").Recipe);

        Assert.Equal(machine.Metrics.Full.Uf1.Mean, network.Metrics.Full.LinearBaseline!.Uf1);
        Assert.Equal(
            machine.Metrics.ByDataset["made-up"].Uar.Mean,
            network.Metrics.ByDataset["made-up"].LinearBaseline!.Uar
        );
        Assert.Equal(
            machine.Predictions.Rows.Select(row => row.Scores),
            network.Baseline!.Rows.Select(row => row.Scores)
        );
    }

    [Fact]
    public void It_is_computed_once_and_a_leaky_run_and_its_honest_twin_have_each_their_own()
    {
        var run = Run("leaky", "svm-rbf", MethodRegistry.Find("svm-rbf").Recipe, new ClipKFold());
        var unit = _folder.PathOf(Path.Combine("leaky", "units", "baseline.json"));
        var written = File.GetLastWriteTimeUtc(unit);

        Run("leaky", "svm-rbf", MethodRegistry.Find("svm-rbf").Recipe, new ClipKFold());
        var honest = RunFolder.Read(_folder.PathOf(Path.Combine("leaky", Evaluator.HonestFolder)));

        Assert.Equal(written, File.GetLastWriteTimeUtc(unit));
        Assert.NotNull(run.Metrics.Full.LinearBaseline);
        Assert.NotEqual(run.Baseline!.Rows.Select(row => row.Fold), honest.Baseline!.Rows.Select(row => row.Fold));
    }

    [Fact]
    public void An_edited_baseline_is_found()
    {
        Run("edited", "svm-rbf", MethodRegistry.Find("svm-rbf").Recipe);
        var path = _folder.PathOf(Path.Combine("edited", RunFolder.BaselineFile));
        var text = File.ReadAllText(path);
        AtomicFile.WriteText(path, text.Replace("negative,negative", "negative,positive", StringComparison.Ordinal));

        var audit = Audit.Of(RunFolder.Read(_folder.PathOf("edited")));

        Assert.NotEqual(text, File.ReadAllText(path));
        Assert.Contains(
            audit.Checks,
            check => check is { Name: "metrics follow predictions", Status: CheckStatus.Fails }
        );
        Assert.Contains(audit.Checks, check => check is { Name: "certificate", Status: CheckStatus.Fails });
    }

    [Theory]
    [InlineData(309, 28, true)]
    [InlineData(2000, 28, true)]
    [InlineData(2001, 28, false)]
    [InlineData(800, 112, true)]
    [InlineData(900, 112, false)]
    public void Where_it_would_take_long_it_is_left_out_and_says_so(int clips, int size, bool computed)
    {
        var reason = LinearBaseline.ReasonFor(clips, new MapShape(size, size, 3));

        Assert.Equal(computed, reason is null);
        Assert.True(computed || reason!.Contains("svm-linear", StringComparison.Ordinal));
    }

    [Fact]
    public void Grey_crops_are_evaluated_without_it()
    {
        var random = new RandomStream(4);
        var set = new PreparedSet([
            .. MadeUpClips
                .Set(subjects: 3, clipsEach: 3)
                .Clips.Select(clip =>
                {
                    var shape = new MapShape(12, 12, 1, Frames: 4);
                    return clip with
                    {
                        Map = new MotionMap(
                            shape,
                            [.. Enumerable.Range(0, shape.Length).Select(_ => (float)random.Uniform(0, 255))]
                        ),
                    };
                }),
        ]);

        var run = Run("grey", "3dhog", MethodRegistry.Find("3dhog").Recipe, set: set);

        Assert.Null(run.Metrics.Full.LinearBaseline);
        Assert.Contains(run.Run.Remarks, remark => remark.Contains("u, v and strain", StringComparison.Ordinal));
    }

    private RunFolder Run(string name, string method, Recipe recipe, Protocol? protocol = null, PreparedSet? set = null)
    {
        var request = new EvaluationRequest
        {
            Set = set ?? MadeUpClips.Set(subjects: 4, clipsEach: 6),
            Data = [],
            Method = MethodRegistry.Find(method),
            Recipe = recipe,
            Protocol = protocol ?? new LeaveOneSubjectOut(),
            ProtocolOptions = new ProtocolOptions { Folds = 3 },
        };
        return new Evaluator(request, _folder.PathOf(name)).Run(
            2,
            new Progress<ProgressStep>(),
            TestContext.Current.CancellationToken
        );
    }
}
