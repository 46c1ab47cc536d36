using System.CommandLine;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Networks;

namespace Mien.Cli.Commands;

/// <summary><c>mien train</c>: trains one network on all clips and writes a model file.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = RunOptions.Data();
        var classes = RunOptions.Classes();
        var model = RunOptions.Model("A network (see 'mien models').");
        var recipe = RunOptions.Recipe();
        var seed = new Option<int>("--seed")
        {
            Description = "Seed of the weights, the order and the augmentation.",
            DefaultValueFactory = _ => 1,
            HelpName = "N",
        };
        seed.Validators.Add(RunOptions.RequireRange("--seed", 0, int.MaxValue));
        var output = RunOptions.Out("The model file to write (safetensors).");
        var threads = RunOptions.Threads();
        var quiet = RunOptions.Quiet();
        var command = new Command("train", "Train a network on all given clips and write a model file.")
        {
            data,
            classes,
            model,
            recipe,
            seed,
            output,
            threads,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var network = NetworkRegistry.Find(parsed.GetRequiredValue(model));
            var (set, _) = DataFolders.Read(parsed.GetRequiredValue(data), parsed.GetValue(classes));
            var chosen = RecipeChoice.Of(parsed.GetValue(recipe), network);
            var path = parsed.GetRequiredValue(output);
            OutputPath.RequireFile(path);
            using var trained = WorkProgress.Run(
                parsed.GetValue(quiet),
                progress =>
                    ModelTraining.Train(set, network, chosen, parsed.GetValue(seed), parsed.GetValue(threads), progress)
            );
            ModelFile.Write(path, trained);
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{path}: {network.Name}, {trained.Network.ParameterCount} parameters, classes {string.Join(", ", set.Classes)}, trained on {set.Clips.Count} clips of {set.Persons.Count} subjects."
            );
            return CommandLine.Done;
        });
        return command;
    }
}
