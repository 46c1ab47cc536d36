namespace Mien.Cluster.Tests.OnSlurm;

/// <inheritdoc cref="NodeFaultTests"/>
public sealed class FullDiskTests
{
    [Fact]
    public void A_task_on_a_node_with_a_full_disk_moves_to_another()
    {
        using var cluster = SlurmCluster.Up();
        Assert.SkipUnless(
            cluster.Run("unshare", "--mount", "true").Succeeded,
            "needs the right to mount (CAP_SYS_ADMIN)"
        );
        using var run = new NapRun(cluster, units: 8, seconds: 3, Faults.SixUnitsATask with { UnitsPerTask = 2 });
        var units = Path.Combine(run.Folder.Run, "units");
        Directory.CreateDirectory(units);
        cluster.KillNode(2);
        cluster.StartNode(2, full: units);
        run.Advance();

        run.Await();
        Assert.Equal(run.Expected(), File.ReadAllBytes(run.Gathered));
        Assert.All(run.TimesDone(), unit => Assert.Equal(1, unit.Value));
        Assert.Contains(run.Logs(), log => log.Contains(", which is on n2", StringComparison.Ordinal));
        Assert.Single(run.Folder.Rounds());
    }
}
