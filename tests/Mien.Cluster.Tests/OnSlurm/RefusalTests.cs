using Mien.Cluster.Slurm;
using Mien.Data.Synthetic;
using Mien.Foundation;

namespace Mien.Cluster.Tests.OnSlurm;

/// <summary>What a site does not give is told in one sentence, with what to do.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void What_slurm_refuses_is_told_in_one_sentence()
    {
        using var cluster = SlurmCluster.Up();
        Refused(new SlurmProfile { Partition = "nowhere" }, "--partition");
        Refused(new SlurmProfile { Memory = "900G" }, "--mem");
        Refused(new SlurmProfile { Gres = "gpu:1" }, "--gres");

        void Refused(SlurmProfile profile, string advice)
        {
            using var run = new NapRun(cluster, 4, 0.1, profile);
            var fault = Assert.Throws<InputFaultException>(run.Advance);
            Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', fault.Message);
        }
    }

    [Fact]
    public void Settings_that_were_refused_do_not_come_back_with_the_next_command()
    {
        using var cluster = SlurmCluster.Up();
        using var folder = new Folder();
        SyntheticSet.Make(3, 6, 1).Write(folder.In("maps"));
        string[] evaluate = ["--", "evaluate", "--data", folder.In("maps"), "--out", folder.In("run")];

        var refused = cluster.Run(
            "dotnet",
            [MienProgram.Path, "cluster", "run", "--partition", "nowhere", .. evaluate]
        );
        // Jobs that may not start are all there when they are to be ended.
        Assert.True(cluster.Run("scontrol", "update", "NodeName=n[1-2]", "State=DRAIN", "Reason=test").Succeeded);
        var taken = cluster.Run("dotnet", [MienProgram.Path, "cluster", "run", .. evaluate]);
        var cancelled = cluster.Run("dotnet", MienProgram.Path, "cluster", "cancel", folder.In("run"));

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("give one with --partition", refused.Error, StringComparison.Ordinal);
        Assert.True(taken.Succeeded, taken.Error);
        Assert.Contains("2 jobs ended", cancelled.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_slurm_takes_but_never_starts_is_told_and_not_waited_for()
    {
        using var cluster = SlurmCluster.Up();
        Stuck(new SlurmProfile { Time = "1-00:00:00" }, "--time");
        Stuck(new SlurmProfile { Cpus = 64 }, "--cpus");

        void Stuck(SlurmProfile profile, string advice)
        {
            using var run = new NapRun(cluster, 4, 0.1, profile);
            run.Advance();
            var fault = Assert.Throws<InvalidOperationException>(run.Await);
            Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_node_that_does_not_see_the_run_folder_is_told_by_the_probe()
    {
        using var cluster = SlurmCluster.Up();
        Assert.SkipUnless(
            cluster.Run("unshare", "--mount", "true").Succeeded,
            "needs the right to mount (CAP_SYS_ADMIN)"
        );
        using var run = new NapRun(cluster, 4, 0.1, new SlurmProfile { Options = ["--nodelist=n2"] });
        cluster.KillNode(2);
        cluster.StartNode(2, full: run.Folder.Run);
        run.Advance();

        var fault = Assert.Throws<InvalidOperationException>(run.Await);

        Assert.Contains("on a file system that all nodes share", fault.Message, StringComparison.Ordinal);
    }
}
