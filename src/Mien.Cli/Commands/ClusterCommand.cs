using System.CommandLine;

namespace Mien.Cli.Commands;

/// <summary><c>mien cluster</c>: runs on Slurm.</summary>
internal static class ClusterCommand
{
    public static Command Create() =>
        new("cluster", "The same runs on Slurm.")
        {
            ClusterRunCommand.Create(),
            ClusterStatusCommand.Create(),
            ClusterGatherCommand.Create(),
            ClusterCancelCommand.Create(),
        };

    public static Argument<string> Run() => new("RUN") { Description = "The run's folder, which all nodes see." };
}
