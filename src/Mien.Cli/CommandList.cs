using System.CommandLine;
using Mien.Cli.Commands;

namespace Mien.Cli;

/// <summary>Every command, in the order in which help lists them. A command is a file in <c>Commands</c>.</summary>
internal static class CommandList
{
    public static IEnumerable<Command> All() =>
        [
            AnalyzeCommand.Create(),
            BenchCommand.Create(),
            CalibrateCommand.Create(),
            CertifyCommand.Create(),
            ClusterCommand.Create(),
            CompareCommand.Create(),
            DemoCommand.Create(),
            DoctorCommand.Create(),
            EvaluateCommand.Create(),
            ExplainCommand.Create(),
            ExportCommand.Create(),
            FacesCommand.Create(),
            FlowCommand.Create(),
            GenerateCommand.Create(),
            LeakCommand.Create(),
            ModelsCommand.Create(),
            PredictCommand.Create(),
            PrepareCommand.Create(),
            ScoreCommand.Create(),
            TrainCommand.Create(),
        ];
}
