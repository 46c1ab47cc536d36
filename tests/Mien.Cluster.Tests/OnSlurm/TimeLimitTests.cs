namespace Mien.Cluster.Tests.OnSlurm;

/// <inheritdoc cref="NodeFaultTests"/>
public sealed class TimeLimitTests
{
    [Fact]
    public void A_task_that_is_warned_keeps_the_state_of_its_unit_and_comes_back_alone()
    {
        using var cluster = SlurmCluster.Up();
        using var run = new NapRun(
            cluster,
            units: 4,
            seconds: 6,
            Faults.SixUnitsATask with
            {
                UnitsPerTask = 1,
                Time = "30",
            }
        );
        var awaited = Path.Combine(run.Folder.Run, "awaited-3");
        File.WriteAllText(awaited, "");
        run.Advance();
        NapRun.Until(() => !File.Exists(awaited));

        // What Slurm sends before the limit; the last task is the one whose job number is the whole array's.
        var array = run.Folder.Rounds()[0].Record.Arrays[0].Job;
        cluster.Run("scancel", "--batch", "--signal=USR2", $"{array}_3");

        run.Await();
        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.All(run.TimesDone(), unit => Assert.Equal(1, unit.Value));
        var logs = string.Join('\n', run.Logs());
        Assert.Contains("nap-00003 stopped; its state is kept", logs, StringComparison.Ordinal);
        Assert.Contains($"requeues {array}_3,", logs, StringComparison.Ordinal);
        Assert.Equal(4, logs.Split("restart 0").Length - 1);
        Assert.Equal(1, logs.Split("restart 1").Length - 1);
        Assert.Single(run.Folder.Rounds());
    }

    [Fact]
    public void A_task_that_hears_no_warning_is_killed_at_the_limit_and_what_it_left_is_done_in_the_next_round()
    {
        using var cluster = SlurmCluster.Up();
        using var run = new NapRun(cluster, units: 6, seconds: 0.2, Faults.SixUnitsATask with { Time = "5" });
        var deaf = Path.Combine(run.Folder.Run, "deaf-3");
        File.WriteAllText(deaf, "");
        run.Advance();
        NapRun.Until(() => !File.Exists(deaf));
        var array = run.Folder.Rounds()[0].Record.Arrays[0].Job;

        // Slurm counts limits in minutes; the end of a task can be set to the second.
        Assert.True(cluster.Run("scontrol", "update", $"JobId={array}_0", "EndTime=now+1").Succeeded);

        run.Await();
        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.All(run.TimesDone(), unit => Assert.Equal(1, unit.Value));
        Assert.Equal([1, 2], run.Folder.Rounds().Select(round => round.Record.Attempt));
        Assert.Equal(3, File.ReadAllLines(run.Folder.ListsOf(2, "array-1")).Length);
        Assert.DoesNotContain(run.Logs(), log => log.Contains("requeues", StringComparison.Ordinal));
    }
}
