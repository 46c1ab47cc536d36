using System.CommandLine;
using Mien.Cluster.Commands;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Status;

namespace Mien.Cli.Commands;

/// <summary><c>mien cluster status</c>: what is waiting, running, done and failed, and why.</summary>
internal static class ClusterStatusCommand
{
    public static Command Create()
    {
        var run = ClusterCommand.Run();
        var all = new Option<bool>("--all") { Description = "List every unit, not only those that run or failed." };
        var command = new Command("status", "What is waiting, running, done and failed, and why.") { run, all };
        command.SetAction(parsed =>
        {
            var status = RunStatus.Look(
                new ClusterFolder(parsed.GetRequiredValue(run)),
                new SlurmCommands(new CommandRunner())
            );
            StatusTable.Write(parsed.InvocationConfiguration.Output, status, parsed.GetValue(all));
            return CommandLine.Done;
        });
        return command;
    }
}
