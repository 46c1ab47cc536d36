using System.CommandLine;
using Mien.Cli.Options;
using Mien.Data.Prepared;
using Mien.Recognition.Models;

namespace Mien.Cli.Commands;

/// <summary><c>mien predict</c>: names the class of every clip with a model file.</summary>
internal static class PredictCommand
{
    public static Command Create()
    {
        var data = RunOptions.Data();
        var model = new Option<string>("--model")
        {
            Description = "A model file.",
            Required = true,
            HelpName = "FILE",
        };
        var output = RunOptions.Out("The table to write (CSV).");
        var threads = RunOptions.Threads();
        var command = new Command("predict", "Name the class of every clip with a model file; labels are not needed.")
        {
            data,
            model,
            output,
            threads,
        };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(output);
            OutputPath.RequireFile(path, output.Name, parsed.GetRequiredValue(model));
            using var loaded = ModelFile.Read(parsed.GetRequiredValue(model));
            var set = PreparedSet.ReadUnlabelled(parsed.GetRequiredValue(data));
            PredictedClips.Write(path, set, loaded, parsed.GetValue(threads));
            parsed.InvocationConfiguration.Output.WriteLine($"{path}: {set.Clips.Count} clips.");
            return CommandLine.Done;
        });
        return command;
    }
}
