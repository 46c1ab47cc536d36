using System.CommandLine;
using Mien.Cli.Options;
using Mien.Data.Prepared;
using Mien.Data.Synthetic;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;

namespace Mien.Cli.Commands;

/// <summary><c>mien demo</c>: the main job on people who do not exist, with nothing to download.</summary>
internal static class DemoCommand
{
    private const int Subjects = 20;
    private const int ClipsPerSubject = 9;
    private const ulong FaceSeed = 2026;

    public static Command Create()
    {
        var output = new Option<string>("--out")
        {
            Description = "The demo's folder.",
            DefaultValueFactory = _ => "mien-demo",
            HelpName = "DIR",
        };
        var threads = RunOptions.Threads();
        var quiet = RunOptions.Quiet();
        var command = new Command("demo", "Train and score on made-up faces; nothing to download.")
        {
            output,
            threads,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            OutputPath.RequireFolder(folder);
            var maps = MakeFaces(folder);
            var (set, sources) = DataFolders.Read([maps], classes: (string?)null);
            var method = MethodRegistry.Find("cabm");
            var request = new EvaluationRequest
            {
                Set = set,
                Data = sources,
                Method = method,
                Recipe = method.Recipe,
                Protocol = new LeaveOneSubjectOut(),
                Seeds = [1, 2],
                Command = TypedCommand.Of(parsed),
            };
            var job = new EvaluationJob(() => request, folder, parsed.GetValue(threads), parsed.GetValue(quiet));
            job.RunHere();
            job.WriteReports();
            Explain(parsed.InvocationConfiguration.Output, maps);
            job.Show(parsed.InvocationConfiguration.Output);
            return CommandLine.Done;
        });
        return command;
    }

    /// <summary>Writes the made-up set, so that the demo can be repeated with the ordinary commands.</summary>
    private static string MakeFaces(string folder)
    {
        var maps = Path.Combine(folder, "maps");
        var set = SyntheticSet.Make(Subjects, ClipsPerSubject, FaceSeed);
        if (!Directory.Exists(maps))
        {
            set.Write(maps);
        }
        else if (PreparedSet.ReadUnlabelled([maps]).Hash != set.Hash)
        {
            throw new InputFaultException(
                $"{maps} holds other maps than the demo's: give the demo a folder of its own with --out."
            );
        }

        return maps;
    }

    private static void Explain(TextWriter output, string maps)
    {
        output.WriteLine(
            $"{Subjects} made-up people moved {ClipsPerSubject} times each; every one was scored by networks that never saw them."
        );
        output.WriteLine("No real face was involved, so the score says that the tool works, and nothing about people.");
        output.WriteLine(
            $"The same by hand: mien evaluate --data {maps} --model cabm --protocol loso --seeds 1,2 --out RUN"
        );
        output.WriteLine();
    }
}
