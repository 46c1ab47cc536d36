using Mien.Cluster.Slurm;
using Mien.Cluster.Status;

namespace Mien.Cluster.Tests.OnSlurm;

/// <summary>The ordinary course of a run on a real Slurm.</summary>
public sealed class OrdinaryCourseTests
{
    [Fact]
    public void A_probe_measures_a_unit_and_the_rest_follows_by_itself()
    {
        using var cluster = SlurmCluster.Up();
        using var run = new NapRun(cluster, units: 40, seconds: 0.1, new SlurmProfile { TaskMinutes = 0.02, Cpus = 2 });

        Assert.Equal(AdvanceKind.Probing, run.Advance().Kind);
        run.Await();

        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.Equal([0, 1], run.Folder.Rounds().Select(round => round.Record.Attempt));
        Assert.Equal(40, run.TimesDone().Values.Sum());
        var status = RunStatus.Look(run.Folder, cluster.Slurm);
        Assert.True(status.Gathered);
        Assert.Equal(40, status.Count(UnitState.Done));
    }

    [Fact]
    public void Cancelling_ends_the_jobs_and_the_next_call_goes_on()
    {
        using var cluster = SlurmCluster.Up();
        using var run = new NapRun(cluster, units: 6, seconds: 3, Faults.SixUnitsATask);
        run.Advance();
        run.RunningTask();
        NapRun.Until(() => run.TimesDone().Count >= 1);

        Assert.Equal(AdvanceKind.UnderWay, run.Advance().Kind);
        Assert.Equal(2, new SlurmRun(run.Folder, cluster.Slurm, ownJob: null).Cancel());
        NapRun.Until(() => run.Queue().Count == 0);
        run.Advance();
        run.Await();

        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.All(run.TimesDone(), unit => Assert.Equal(1, unit.Value));
    }
}
