using System.CommandLine;
using Mien.Cli.Commands;

namespace Mien.Cli;

/// <summary>Every command, in the order in which help lists them. A command is a file in <c>Commands</c>.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
        [
            DemoCommand.Create(),
            ModelsCommand.Create(),
            DoctorCommand.Create(),
            FacesCommand.Create(),
            FlowCommand.Create(),
            EvaluateCommand.Create(),
            TrainCommand.Create(),
            PredictCommand.Create(),
        ];
}
