using System.CommandLine;
using Mien.Cluster.Commands;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;

namespace Mien.Cli.Commands;

/// <summary><c>mien cluster cancel</c>: ends a run's jobs; what is done is kept.</summary>
internal static class ClusterCancelCommand
{
    public static Command Create()
    {
        var run = ClusterCommand.Run();
        var command = new Command("cancel", "End a run's jobs; what is done is kept.") { run };
        command.SetAction(parsed =>
        {
            var folder = new ClusterFolder(parsed.GetRequiredValue(run));
            var jobs = new SlurmRun(folder, new SlurmCommands(new CommandRunner()), ownJob: null).Cancel();
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{jobs} jobs ended; 'mien cluster run {folder.Run}' goes on from what is done."
            );
            return CommandLine.Done;
        });
        return command;
    }
}
