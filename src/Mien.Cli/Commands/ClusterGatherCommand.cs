using System.CommandLine;
using Mien.Cluster.Runs;

namespace Mien.Cli.Commands;

/// <summary><c>mien cluster gather</c>: puts a run together whose units are all done.</summary>
internal static class ClusterGatherCommand
{
    public static Command Create()
    {
        var run = ClusterCommand.Run();
        var command = new Command("gather", "Put a run together whose units are all done.") { run };
        command.SetAction(parsed =>
        {
            var record = new ClusterFolder(parsed.GetRequiredValue(run)).ReadRecord();
            return CommandLine.Run(
                [.. record.Command.Arguments, "--gather"],
                parsed.InvocationConfiguration.Output,
                parsed.InvocationConfiguration.Error
            );
        });
        return command;
    }
}
