namespace Mien.Cluster.Tests.OnSlurm;

/// <inheritdoc cref="NodeFaultTests"/>
public sealed class DaemonFaultTests
{
    [Fact]
    public void A_node_that_is_lost_from_sight_may_do_its_task_twice_and_the_result_is_the_same()
    {
        using var cluster = SlurmCluster.Up(nodeTimeout: 15);
        using var run = new NapRun(cluster, units: 24, seconds: 1.5, Faults.SixUnitsATask);
        run.Advance();
        run.RunningTask("n1");
        run.RunningTask("n2");

        cluster.KillDaemon(2);

        run.Await();
        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        // The task that nobody sees goes on, so when it is started again nearly all of its units are done.
        Assert.True(run.TimesDone().Values.Sum() <= 24 + 4, "units were done again that had a result");
    }
}
