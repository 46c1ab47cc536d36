using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Certification;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Runs;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Evaluation;

public sealed class SelectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_epoch_chosen_on_the_test_subject_is_leaky_everywhere_and_brings_the_honest_run()
    {
        var run = Run("leaky", OnTest());
        var honest = RunFolder.Read(Path.Combine(_folder, "leaky", Evaluator.HonestFolder));

        Assert.True(run.Run.Leaky && run.Splits.Leaky && run.Metrics.Leaky && run.Certificate!.Leaky);
        Assert.True(run.Run.ChoosesOnTest);
        Assert.Equal(honest.Metrics.Full.Uf1.Mean, run.Run.SubjectIndependent!.Uf1);
        Assert.False(honest.Run.Leaky || honest.Run.ChoosesOnTest);
        Assert.True(Audit.Of(honest).Clean);
        var check = Audit.Of(run).Checks.Single(check => check.Status == CheckStatus.Fails);
        Assert.Equal("selection apart", check.Name);
        Assert.EndsWith("(a choice on the test subject is leaky by design).", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Watching_does_not_disturb_the_training()
    {
        Run("leaky", OnTest());
        Run("plain", Request());

        Assert.Equal(
            Text("plain", RunFolder.PredictionsFile),
            Text("leaky/subject-independent", RunFolder.PredictionsFile)
        );
        Assert.Equal(Text("plain", RunFolder.SplitsFile), Text("leaky/subject-independent", RunFolder.SplitsFile));
    }

    [Fact]
    public void No_subject_is_named_worse_than_at_its_last_epoch()
    {
        var run = Run("leaky", OnTest());
        var honest = RunFolder.Read(Path.Combine(_folder, "leaky", Evaluator.HonestFolder));

        foreach (var subject in run.Predictions.Rows.GroupBy(row => (row.Seed, row.Subject)))
        {
            var last = honest.Predictions.Rows.Where(row => (row.Seed, row.Subject) == subject.Key).ToArray();
            Assert.True(subject.Count(IsRight) >= last.Count(IsRight));
            var epoch = run
                .Splits.Folds.Single(fold => fold.Seeds.Contains(subject.Key.Seed) && fold.Fold == last[0].Fold)
                .Epoch;
            Assert.InRange(epoch!.Value, 1, 4);
            // The last of equal epochs is taken, so another one than the last was better than it.
            Assert.Equal(epoch < 4, subject.Count(IsRight) > last.Count(IsRight));
        }
    }

    [Fact]
    public void A_watched_training_that_was_cut_off_ends_with_the_same_bytes()
    {
        Run("whole", OnTest());
        var evaluator = new Evaluator(OnTest(), Path.Combine(_folder, "cut"));
        using (var learner = evaluator.CreateLearner(1))
        using (var stopped = new CancellationTokenSource())
        {
            stopped.Cancel();
            // Told to stop before it begins, it ends after its first epoch.
            Assert.Throws<OperationCanceledException>(() =>
                evaluator.RunUnit(evaluator.Units[0], learner, stopped.Token)
            );
        }

        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "cut"), "*.state", SearchOption.AllDirectories));
        Run("cut", OnTest());

        Assert.Equal(Text("whole", RunFolder.PredictionsFile), Text("cut", RunFolder.PredictionsFile));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "cut"), "*.state", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_nested_choice_is_recorded_and_certified()
    {
        var run = Run("nested", Nested());

        Assert.False(run.Run.Leaky);
        Assert.True(Audit.Of(run).Clean);
        foreach (var fold in run.Splits.Folds)
        {
            Assert.Contains(fold.Choice, new[] { "epochs=1", "epochs=6 batch=6" });
            Assert.Equal(fold.Choice == "epochs=1" ? 1 : 6, fold.Epoch);
            Assert.Equal(fold.Train, fold.SelectedOn);
        }

        // One epoch of three steps learns next to nothing, so it is not chosen everywhere.
        Assert.Contains(run.Splits.Folds, fold => fold.Epoch == 6);
        Assert.Equal(8, run.Splits.Folds.Sum(fold => fold.Seeds.Length));
    }

    [Fact]
    public void A_nested_choice_does_not_depend_on_threads_and_goes_on_where_it_was_cut_off()
    {
        Run("one", Nested(), threads: 1);
        var evaluator = new Evaluator(Nested(), Path.Combine(_folder, "cut"));
        using (var learner = evaluator.CreateLearner(1))
        using (var stopped = new CancellationTokenSource())
        {
            // Told to stop before it begins: the candidate of one epoch is finished by then, the longer one is not.
            stopped.Cancel();
            Assert.Throws<OperationCanceledException>(() =>
                evaluator.RunUnit(evaluator.Units[1], learner, stopped.Token)
            );
        }

        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "cut"), "*.inner.json", SearchOption.AllDirectories));
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "cut"), "*.inner.state", SearchOption.AllDirectories));
        Run("cut", Nested(), threads: 3);

        Assert.Equal(Text("one", RunFolder.PredictionsFile), Text("cut", RunFolder.PredictionsFile));
        Assert.Equal(Text("one", RunFolder.SplitsFile), Text("cut", RunFolder.SplitsFile));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "cut"), "*.inner.*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_nested_choice_is_the_chosen_recipe_by_itself()
    {
        var run = Run("nested", Nested());
        var fold = run.Splits.Folds.First(fold => fold.Epoch == 6);
        var alone = Run("alone", Request() with { Recipe = Plain with { Epochs = 6, Batch = 6 } });

        Assert.Equal(ScoresOf(alone, fold), ScoresOf(run, fold));
    }

    [Fact]
    public void Nothing_of_the_held_out_subject_reaches_its_own_choice()
    {
        var set = MadeUpClips.Set(subjects: 4, clipsEach: 6);
        var turned = MadeUpClips.Relabel(set, set.Persons[1]);

        var run = Run("as-is", Nested() with { Set = set });
        var other = Run("turned", Nested() with { Set = turned });

        Assert.Equal(ScoresOf(run, set.Persons[1].Subject), ScoresOf(other, set.Persons[1].Subject));
    }

    [Fact]
    public void A_classifier_has_its_settings_chosen_too_and_no_epoch()
    {
        var svm = MethodRegistry.Find("svm-linear");
        var request = Request() with
        {
            Method = svm,
            Recipe = svm.Recipe with
            {
                Selection = SelectionKind.InnerSubjects,
                Choices = "input='scale by=0' | classifier='svm kernel=linear c=0.01'",
                InnerFolds = 2,
            },
        };

        var run = Run("svm", request);

        Assert.True(Audit.Of(run).Clean);
        // Of maps that are all alike nothing can be learnt.
        Assert.All(run.Splits.Folds, fold => Assert.Equal("classifier='svm kernel=linear c=0.01'", fold.Choice));
        Assert.All(run.Splits.Folds, fold => Assert.Null(fold.Epoch));
        var onTest = request with { Recipe = svm.Recipe with { Selection = SelectionKind.TestSubject } };
        Assert.Contains(
            "does not learn in epochs",
            Assert.Throws<InputFaultException>(() => new Evaluator(onTest, Path.Combine(_folder, "epochs"))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_cannot_be_chosen_is_one_sentence()
    {
        var nested = Nested() with { Recipe = Nested().Recipe with { InnerFolds = 4 } };

        Assert.Contains(
            "only 3 subjects are left",
            Assert.Throws<InputFaultException>(() => new Evaluator(nested, Path.Combine(_folder, "few"))).Message,
            StringComparison.Ordinal
        );
    }

    private static Recipe Plain => new() { Epochs = 4, Batch = 8 };

    private static EvaluationRequest Request() =>
        new()
        {
            Set = MadeUpClips.Set(subjects: 4, clipsEach: 6),
            Data = [],
            Method = MethodRegistry.Find("cabm"),
            Recipe = Plain,
            Protocol = new LeaveOneSubjectOut(),
            Seeds = [1, 2],
        };

    private static EvaluationRequest OnTest() =>
        Request() with
        {
            Recipe = Plain with { Selection = SelectionKind.TestSubject },
        };

    private static EvaluationRequest Nested() =>
        Request() with
        {
            Recipe = Plain with
            {
                Selection = SelectionKind.InnerSubjects,
                Choices = "epochs=1 | epochs=6 batch=6",
                InnerFolds = 2,
            },
        };

    private RunFolder Run(string name, EvaluationRequest request, int threads = 2) =>
        new Evaluator(request, Path.Combine(_folder, name)).Run(
            threads,
            new Progress<ProgressStep>(),
            TestContext.Current.CancellationToken
        );

    private static bool IsRight(Prediction row) => row.Predicted == row.Truth;

    private static IEnumerable<float[]> ScoresOf(RunFolder run, string subject) =>
        run.Predictions.Rows.Where(row => row.Subject == subject).Select(row => row.Scores);

    private static IEnumerable<float[]> ScoresOf(RunFolder run, SplitFold fold) =>
        run.Predictions.Rows.Where(row => row.Fold == fold.Fold && row.Seed == fold.Seeds[0]).Select(row => row.Scores);

    private string Text(string run, string file) => File.ReadAllText(Path.Combine(_folder, run, file));
}
