using Mien.Cluster.Slurm;

namespace Mien.Cluster.Tests.OnSlurm;

/// <inheritdoc cref="NodeFaultTests"/>
public sealed class TaskFaultTests
{
    [Fact]
    public void A_task_that_is_killed_is_submitted_again_with_what_it_left()
    {
        using var cluster = SlurmCluster.Up();
        using var run = new NapRun(cluster, units: 12, seconds: 2, Faults.SixUnitsATask);
        run.Advance();
        var task = run.RunningTask();
        var log = Path.Combine(run.Folder.Logs, $"{task.Job}_{task.Task}.log");
        NapRun.Until(() => File.ReadAllText(log).Contains(" done in", StringComparison.Ordinal));

        cluster.Run("scancel", "--batch", "--signal=KILL", $"{task.Job}_{task.Task}");

        run.Await();
        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.All(run.TimesDone(), unit => Assert.Equal(1, unit.Value));
        Assert.Equal([1, 2], run.Folder.Rounds().Select(round => round.Record.Attempt));
        Assert.True(File.ReadAllLines(run.Folder.ListsOf(2, "array-1")).Length < 6);
    }

    [Fact]
    public void A_unit_that_fails_every_time_is_left_with_its_reason_and_done_when_the_cause_is_gone()
    {
        using var cluster = SlurmCluster.Up();
        using var run = new NapRun(cluster, units: 6, seconds: 0.05, Faults.SixUnitsATask with { Attempts = 2 });
        var poison = Path.Combine(run.Folder.Run, "poison-3");
        File.WriteAllText(poison, "");
        run.Advance();

        var fault = Assert.Throws<InvalidOperationException>(run.Await);
        Assert.Contains(
            "1 of 6 units have no result, the first units/naps-0/nap-00003: InvalidOperationException: unit 3 is poisoned",
            fault.Message,
            StringComparison.Ordinal
        );

        File.Delete(poison);
        var again = run.Advance();
        Assert.Equal((AdvanceKind.Submitted, 1), (again.Kind, again.Missing));
        run.Await();
        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.All(run.TimesDone(), unit => Assert.Equal(1, unit.Value));
    }
}
