using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Recognition.Training;

namespace Mien.Recognition.Tests.Training;

public sealed class InterruptedTrainingTests : IDisposable
{
    private const int Epochs = 5;
    private readonly string _folder = Directory.CreateTempSubdirectory("mien").FullName;
    private Recipe _recipe = new() { Epochs = Epochs, Batch = 8 };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(OptimizerKind.AdamW, ScheduleKind.OneCycle)]
    [InlineData(OptimizerKind.Sgd, ScheduleKind.Steps)]
    public void A_unit_that_is_stopped_after_every_epoch_ends_with_the_same_bytes(
        OptimizerKind optimizer,
        ScheduleKind schedule
    )
    {
        _recipe = _recipe with { Optimizer = optimizer, Schedule = schedule };
        Assert.Equal(0, StopsUntilDone("whole", stopped: false));
        Assert.Equal(Epochs - 1, StopsUntilDone("stopped", stopped: true));

        Assert.Equal(Scores("whole"), Scores("stopped"));
        Assert.False(File.Exists(In("stopped", "fold-0000.state")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no state at all, but longer than eight bytes")]
    public void A_state_that_is_damaged_is_no_state(string content)
    {
        StopsUntilDone("whole", stopped: false);
        Directory.CreateDirectory(In("damaged"));
        File.WriteAllText(In("damaged", "fold-0000.state"), content);

        StopsUntilDone("damaged", stopped: false);

        Assert.Equal(Scores("whole"), Scores("damaged"));
    }

    [Theory]
    [InlineData(100_000, 0, 1)]
    [InlineData(100_000, 0.01, 1)]
    [InlineData(100_000, 0.2, 4)]
    [InlineData(27_000_000, 0.2, 27)]
    public void A_state_is_kept_as_often_as_disks_allow(long bytes, double saving, double pause) =>
        Assert.Equal(pause, TrainingKeep.Pause(bytes, TimeSpan.FromSeconds(saving)).TotalSeconds, 1e-9);

    [Fact]
    public void A_state_of_other_clips_is_no_state()
    {
        StopsUntilDone("whole", stopped: false);
        using (var learner = Evaluator("other").CreateLearner(1))
        {
            var unit = Evaluator("other").Units[1];
            using var stop = Stopped();
            Assert.Throws<OperationCanceledException>(() => Evaluator("other").RunUnit(unit, learner, stop.Token));
        }

        File.Move(In("other", "fold-0001.state"), In("other", "fold-0000.state"));
        StopsUntilDone("other", stopped: false);

        Assert.Equal(Scores("whole"), Scores("other"));
    }

    /// <summary>Does the first unit, asked to stop at once each time or not at all.</summary>
    private int StopsUntilDone(string name, bool stopped)
    {
        var evaluator = Evaluator(name);
        var unit = evaluator.Units[0];
        var stops = 0;
        while (!evaluator.IsDone(unit))
        {
            // A new learner each time, as in a new process.
            using var learner = evaluator.CreateLearner(1);
            using var stop = stopped ? Stopped() : new CancellationTokenSource();
            try
            {
                evaluator.RunUnit(unit, learner, stop.Token);
            }
            catch (OperationCanceledException)
            {
                stops++;
            }
        }

        return stops;
    }

    private static CancellationTokenSource Stopped()
    {
        var stop = new CancellationTokenSource();
        stop.Cancel();
        return stop;
    }

    private Evaluator Evaluator(string name) =>
        new(
            new EvaluationRequest
            {
                Set = MadeUpClips.Set(subjects: 4, clipsEach: 6),
                Data = [],
                Method = MethodRegistry.Find("cabm"),
                Recipe = _recipe,
                Protocol = new LeaveOneSubjectOut(),
            },
            Path.Combine(_folder, name)
        );

    private float[][] Scores(string name) => UnitResult.TryRead(In(name, "fold-0000.json"), 6, 3)!.Scores;

    private string In(string name, string file = "") => Path.Combine(_folder, name, "units", "seed-1", file);
}
