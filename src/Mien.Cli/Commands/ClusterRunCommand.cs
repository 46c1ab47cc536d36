using System.CommandLine;
using Mien.Cli.Options;
using Mien.Cluster.Runs;
using Mien.Foundation;

namespace Mien.Cli.Commands;

/// <summary><c>mien cluster run</c>: submits an ordinary command's work, or what is missing of a run, and returns.</summary>
internal static class ClusterRunCommand
{
    public static Command Create()
    {
        var what = new Argument<string[]>("RUN | -- evaluate ...")
        {
            Description = "A run's folder, to go on with it, or after '--' an ordinary command, to begin one.",
            Arity = ArgumentArity.OneOrMore,
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Write the scripts and submit nothing." };
        var wait = new Option<bool>("--wait")
        {
            Description = "Wait for the end of the run; it does not depend on it.",
        };
        var slurm = new SlurmOptions();
        var command = new Command("run", "Submit a run, or what is missing of it.") { what, dryRun, wait };
        slurm.AddTo(command, hidden: false);
        command.SetAction(parsed =>
        {
            var words = parsed.GetRequiredValue(what);
            var output = parsed.InvocationConfiguration.Output;
            var error = parsed.InvocationConfiguration.Error;
            string[] inner =
            [
                .. words.Length == 1 ? GoOn(words[0]) : Begin(words),
                "--executor",
                ExecutorOptions.Slurm,
                .. slurm.Typed(parsed),
                .. parsed.GetValue(wait) ? Array.Empty<string>() : ["--no-wait"],
                .. parsed.GetValue(dryRun) ? ["--dry-run"] : Array.Empty<string>(),
            ];
            return CommandLine.Run(inner, output, error);
        });
        return command;
    }

    private static string[] GoOn(string run) => new ClusterFolder(run).ReadRecord().Command.Arguments;

    private static string[] Begin(string[] words)
    {
        var command = words[0] == "mien" ? words[1..] : words;
        return command[0] is "evaluate" or "compare" or "analyze"
            ? command
            : throw new InputFaultException(
                $"'mien {command[0]}' is no list of units: give 'evaluate', 'compare --recipes' or 'analyze FOLDER' and their options after '--'."
            );
    }
}
