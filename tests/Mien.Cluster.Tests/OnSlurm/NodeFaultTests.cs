namespace Mien.Cluster.Tests.OnSlurm;

/// <summary>
/// What goes wrong on clusters, done to a real one while a run is under way: each ends in the same result, and no unit is
/// done twice but those that were under way.
/// </summary>
public sealed class NodeFaultTests
{
    [Fact]
    public void A_node_that_loses_power_costs_the_units_under_way_there()
    {
        using var cluster = SlurmCluster.Up(nodeTimeout: 15);
        using var run = new NapRun(cluster, units: 24, seconds: 1.5, Faults.SixUnitsATask);
        run.Advance();
        run.RunningTask("n1");
        run.RunningTask("n2");
        NapRun.Until(() => run.TimesDone().Count >= 1);

        cluster.KillNode(2);

        run.Await();
        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.All(run.TimesDone(), unit => Assert.Equal(1, unit.Value));
        Assert.Contains(run.Logs(), log => log.Contains("restart 1", StringComparison.Ordinal));
    }
}
