using System.Diagnostics;
using Mien.Cluster.Commands;
using Mien.Cluster.Slurm;

namespace Mien.Cluster.Tests.OnSlurm;

/// <summary>
/// A real Slurm of two nodes, brought up by <c>tests/cluster/slurm</c> in a folder of its own and taken down after the
/// test. Slurm is installed by the first that needs it, which takes root on Debian; elsewhere such tests skip, and in
/// continuous integration they fail.
/// </summary>
internal sealed class SlurmCluster : IDisposable
{
    private static readonly Lazy<string> Obstacle = new(Install);
    private static readonly string Script = Path.Combine(RealData.Repository, "tests", "cluster", "slurm");

    private readonly string _folder = Path.Combine(
        Path.GetTempPath(),
        $"mien-slurm-{Environment.ProcessId}-{Guid.NewGuid():N}"
    );

    private SlurmCluster() { }

    public ICommandRunner Commands => new InCluster(this);

    public SlurmCommands Slurm => new(Commands);

    /// <summary>A running cluster; skips the test where there can be none.</summary>
    /// <param name="nodeTimeout">
    /// Seconds after which a silent node counts as dead. Short only where a node is killed: on a machine with much else to
    /// do a node that is alive may be silent for so long.
    /// </param>
    public static SlurmCluster Up(int nodeTimeout = 60)
    {
        if (Obstacle.Value.Length > 0)
        {
            Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")), Obstacle.Value);
            Assert.Fail(Obstacle.Value);
        }

        var cluster = new SlurmCluster();
        var up = Bash("up", cluster._folder, "2", $"{nodeTimeout}");
        if (!up.Succeeded)
        {
            cluster.Dispose();
            Assert.Fail(up.Error);
        }

        return cluster;
    }

    /// <summary>A power failure of a node.</summary>
    public void KillNode(int node) => Require(Bash("kill-node", _folder, $"{node}"));

    /// <summary>A node's daemon dies, and what runs there runs on.</summary>
    public void KillDaemon(int node) => Require(Bash("kill-daemon", _folder, $"{node}"));

    /// <summary>Brings a node back; what it writes below <paramref name="full"/> meets a full disk.</summary>
    public void StartNode(int node, string full = "") => Require(Bash("start-node", _folder, $"{node}", full));

    public CommandResult Run(string program, params string[] arguments) => Commands.Run(program, arguments);

    /// <summary>Starts a program that talks to this cluster.</summary>
    public Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SLURM_CONF"] = Path.Combine(_folder, "slurm.conf");
        return Process.Start(start)!;
    }

    public void Dispose() => Bash("down", _folder);

    private static string Install()
    {
        var result = Bash("install");
        return result.Succeeded ? "" : $"needs Slurm: {result.Complaint}";
    }

    private static void Require(CommandResult result) => Assert.True(result.Succeeded, result.Error);

    private static CommandResult Bash(params string[] arguments) =>
        OperatingSystem.IsLinux()
            ? new CommandRunner(MienProgram.Patience).Run(Script, arguments)
            : new CommandResult(1, "", "Slurm runs on Linux");

    private sealed class InCluster(SlurmCluster cluster) : ICommandRunner
    {
        public CommandResult Run(string program, IReadOnlyList<string> arguments)
        {
            using var process = cluster.Start(program, arguments);
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CommandResult(process.ExitCode, output, error.Result);
        }
    }
}
