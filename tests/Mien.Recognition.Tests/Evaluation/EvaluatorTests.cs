using System.Text.Json.Nodes;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Evaluation;

public sealed class EvaluatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Predictions_do_not_depend_on_the_number_of_threads()
    {
        Run("one", Request(), threads: 1);
        Run("three", Request(), threads: 3);

        Assert.Equal(Text("one", RunFolder.PredictionsFile), Text("three", RunFolder.PredictionsFile));
        Assert.Equal(Text("one", RunFolder.MetricsFile), Text("three", RunFolder.MetricsFile));
    }

    [Fact]
    public void A_run_that_was_cut_off_goes_on_and_ends_with_the_same_bytes()
    {
        Run("whole", Request(), threads: 2);
        var units = Directory.GetFiles(Path.Combine(_folder, "whole", "units"), "fold-*", SearchOption.AllDirectories);
        Copy("whole", "cut");
        foreach (var file in new[] { RunFolder.PredictionsFile, RunFolder.MetricsFile, RunFolder.RunFile })
        {
            File.Delete(Path.Combine(_folder, "cut", file));
        }

        var lost = Path.Combine(_folder, "cut", "units", "seed-1", "fold-0001.json");
        var kept = Path.Combine(_folder, "cut", "units", "seed-1", "fold-0000.json");
        var before = File.GetLastWriteTimeUtc(kept);
        // A kill leaves a temporary file and no unit.
        File.Move(lost, lost + ".1-2.tmp");

        Run("cut", Request(), threads: 2);

        Assert.Equal(8, units.Length);
        Assert.Equal(before, File.GetLastWriteTimeUtc(kept));
        Assert.Equal(Text("whole", RunFolder.PredictionsFile), Text("cut", RunFolder.PredictionsFile));
        Assert.Equal(Text("whole", RunFolder.MetricsFile), Text("cut", RunFolder.MetricsFile));
        Assert.Equal(Text("whole", RunFolder.SplitsFile), Text("cut", RunFolder.SplitsFile));
    }

    [Fact]
    public void A_damaged_unit_is_done_again()
    {
        Run("whole", Request(), threads: 2);
        Copy("whole", "damaged");
        var unit = Path.Combine(_folder, "damaged", "units", "seed-1", "fold-0002.json");
        File.WriteAllText(unit, File.ReadAllText(unit)[..40]);

        Run("damaged", Request(), threads: 1);

        Assert.Equal(Text("whole", RunFolder.PredictionsFile), Text("damaged", RunFolder.PredictionsFile));
    }

    [Fact]
    public void More_seeds_continue_a_run_and_other_settings_are_refused()
    {
        Run("run", Request() with { Seeds = [1] }, threads: 2);
        var run = Run("run", Request(), threads: 2);

        Assert.Equal([1, 2], run.Metrics.Seeds);
        var other = Request() with { Recipe = Request().Recipe with { Epochs = 4 } };
        var fault = Assert.Throws<InputFaultException>(() => Run("run", other, threads: 1));
        Assert.Contains("holds another run (recipe", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_goes_on_with_a_program_of_another_commit_and_names_both()
    {
        const string Earlier = "9d9ed7d0c1b2a39485f6e7d8c9b0a1f2e3d4c5b6";
        var whole = Run("run", Request(), threads: 2);
        var unit = Path.Combine(_folder, "run", "units", "seed-1", "fold-0001.json");
        var fold = JsonNode.Parse(File.ReadAllText(unit))!.AsObject();
        fold["revision"] = Earlier;
        File.WriteAllText(unit, fold.ToJsonString());

        var resumed = Run("run", Request(), threads: 2);

        Assert.Equal(Commits(ProductVersion.Revision), whole.Run.Revisions ?? []);
        Assert.Equal(Commits(Earlier, ProductVersion.Revision), resumed.Run.Revisions);
        Assert.Equal(resumed.Run.Revisions, resumed.Certificate!.Revisions);
        Assert.Equal(whole.Certificate!.Digest, resumed.Certificate.Digest);

        static string[] Commits(params string?[] known) => [.. known.OfType<string>().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void Folds_of_a_training_that_gave_other_numbers_are_not_taken_over()
    {
        Run("run", Request(), threads: 2);
        var path = Path.Combine(_folder, "run", "units", "identity.json");
        var identity = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        identity["training"] = "0";
        File.WriteAllText(path, identity.ToJsonString());

        var fault = Assert.Throws<InputFaultException>(() => Run("run", Request(), threads: 1));

        Assert.Contains("holds another run (training is '0', now '1')", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_the_held_out_subject_reaches_its_own_predictions()
    {
        // The labels of one subject are turned round: only networks that learn from it may change, not its own scores.
        var set = MadeUpClips.Set(subjects: 4, clipsEach: 6);
        var turned = MadeUpClips.Relabel(set, set.Persons[1]);

        var run = Run("as-is", Request() with { Set = set }, threads: 2);
        var other = Run("turned", Request() with { Set = turned }, threads: 2);

        var person = set.Persons[1].Subject;
        Assert.Equal(ScoresOf(run, person), ScoresOf(other, person));
        Assert.NotEqual(ScoresOf(run, set.Persons[0].Subject), ScoresOf(other, set.Persons[0].Subject));
    }

    [Fact]
    public void A_leaky_protocol_brings_its_honest_score()
    {
        var leaky = Request() with
        {
            Protocol = new ClipKFold(),
            ProtocolOptions = new ProtocolOptions { Folds = 3 },
            Seeds = [1],
        };

        var run = Run("leaky", leaky, threads: 2);

        Assert.True(run.Run.Leaky);
        var honest = RunFolder.Read(Path.Combine(_folder, "leaky", Evaluator.HonestFolder));
        Assert.Equal("subject-kfold", run.Run.SubjectIndependent?.Protocol);
        Assert.Equal(honest.Metrics.Full.Uf1.Mean, run.Run.SubjectIndependent?.Uf1);
    }

    private static EvaluationRequest Request() =>
        new()
        {
            Set = MadeUpClips.Set(subjects: 4, clipsEach: 6),
            Data = [],
            Method = MethodRegistry.Find("cabm"),
            Recipe = new Recipe { Epochs = 3, Batch = 8 },
            Protocol = new LeaveOneSubjectOut(),
            Seeds = [1, 2],
        };

    private RunFolder Run(string name, EvaluationRequest request, int threads) =>
        new Evaluator(request, Path.Combine(_folder, name)).Run(
            threads,
            new Progress<ProgressStep>(),
            TestContext.Current.CancellationToken
        );

    private static IEnumerable<float[]> ScoresOf(RunFolder run, string subject) =>
        run.Predictions.Rows.Where(row => row.Subject == subject).Select(row => row.Scores);

    private string Text(string run, string file) => File.ReadAllText(Path.Combine(_folder, run, file));

    private void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(_folder, from), "*", SearchOption.AllDirectories))
        {
            var target = file.Replace(Path.Combine(_folder, from), Path.Combine(_folder, to), StringComparison.Ordinal);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
