using System.Diagnostics;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;

namespace Mien.Cluster.Tests.Slurm;

/// <summary>The scripts are held against recorded ones, so that a change of what sites are asked for is seen.</summary>
public sealed class BatchScriptTests
{
    private static readonly ClusterRecord Run = new()
    {
        Version = "1.2.3",
        Title = "cabm, loso",
        JobName = "mien-loso-0123abcd",
        Command = new WorkCommand
        {
            Program = ["/opt/my programs/mien"],
            Arguments = ["evaluate", "--data", "/data/it's here", "--seeds", "1,2,3", "--out", "/runs/loso"],
        },
        Profile = new SlurmProfile
        {
            Partition = "short",
            Account = "lab",
            Qos = "normal",
            Time = "4:00:00",
            Memory = "4G",
            Cpus = 2,
            Gres = "gpu:1",
            AtOnce = 8,
            Options = ["--constraint=avx512"],
            Setup = ["module load dotnet/10"],
        },
        Units = 340,
    };

    [Fact]
    public void The_array_is_as_recorded() =>
        Assert.Equal(
            Golden("array.sh"),
            BatchScript.ForArray(
                Run,
                "cabm, loso: round 2",
                12,
                "/runs/loso/cluster/rounds/002/array-1.txt",
                "/runs/loso/cluster/logs"
            )
        );

    [Fact]
    public void The_gathering_job_is_as_recorded() =>
        Assert.Equal(
            Golden("gather.sh"),
            BatchScript.ForGathering(Run, "cabm, loso: gathers round 2", "/runs/loso/cluster/logs")
        );

    [Fact]
    public void Only_what_was_asked_for_is_handed_to_the_site()
    {
        var script = BatchScript.ForArray(Run with { Profile = new SlurmProfile() }, "t", 1, "/l", "/logs");

        foreach (var option in new[] { "partition", "account", "qos", "time", "mem", "gres", "%8" })
        {
            Assert.DoesNotContain($"--{option}", script, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Words_with_blanks_and_quotes_reach_the_program_whole()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs bash");
        var script = BatchScript.ForArray(Run, "t", 1, "/runs/a b/lists.txt", "/logs");
        var command = script.Split('\n').Single(line => line.StartsWith("exec ", StringComparison.Ordinal));

        var start = new ProcessStartInfo(
            "/bin/bash",
            ["-c", $"SLURM_ARRAY_TASK_ID=7; printf '%s\\n' {command["exec ".Length..]}"]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var bash = Process.Start(start)!;
        var words = bash.StandardOutput.ReadToEnd().TrimEnd('\n').Split('\n');

        Assert.Equal([.. Run.Command.ForUnits("/runs/a b/lists.txt", "7", 2)], words);
    }

    private static string Golden(string name) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", name));
}
