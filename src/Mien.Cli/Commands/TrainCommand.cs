using System.CommandLine;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Foundation;
using Mien.Recognition.Methods;
using Mien.Recognition.Models;

namespace Mien.Cli.Commands;

/// <summary><c>mien train</c>: trains on all clips, or on made-up motion, and writes a model file.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = RunOptions.Data();
        data.Required = false;
        var synthetic = new SyntheticOptions();
        var spotter = new SpotterChoices();
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
        var command = new Command("train", "Train on all given clips, or on made-up motion, and write a model file.")
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
        var start = new StartOptions();
        start.AddTo(command);
        foreach (var option in synthetic.All.Concat(spotter.All))
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var folders = parsed.GetValue(data) ?? [];
            var path = parsed.GetRequiredValue(output);
            spotter.Check(parsed, folders.Length > 0 || synthetic.IsAsked(parsed) || start.IsAsked(parsed));
            synthetic.Check(
                parsed,
                hasData: folders.Length > 0 || spotter.IsAsked(parsed),
                ofData: [classes, recipe, .. start.All]
            );
            OutputPath.RequireFile(path);
            using var trained =
                spotter.IsAsked(parsed)
                    ? spotter.Train(
                        parsed,
                        model,
                        recipe,
                        parsed.GetValue(seed),
                        parsed.GetValue(threads),
                        parsed.GetValue(quiet)
                    )
                : synthetic.IsAsked(parsed)
                    ? synthetic.Train(
                        parsed,
                        parsed.GetResult(model) is { Implicit: false } ? parsed.GetRequiredValue(model) : null,
                        parsed.GetValue(seed),
                        parsed.GetValue(threads),
                        parsed.GetValue(quiet)
                    )
                : TrainOnData();
            ModelFile.Write(path, trained);
            var about = trained.Description;
            parsed.InvocationConfiguration.Output.WriteLine(
                $"{path}: {about.Network}, {trained.Network.ParameterCount} parameters, classes {string.Join(", ", about.Classes)}. Trained on: {about.TrainingData}"
            );
            return CommandLine.Done;

            Model TrainOnData()
            {
                var (method, chosen) = start.Choose(parsed, model, recipe);
                var network = NetworkMethod.Require(method).Network;
                var (set, _) = DataFolders.Read(folders, parsed.GetValue(classes));
                return WorkProgress.Run(
                    parsed.GetValue(quiet),
                    progress =>
                        ModelTraining.Train(
                            set,
                            network,
                            chosen,
                            parsed.GetValue(seed),
                            parsed.GetValue(threads),
                            progress
                        )
                );
            }
        });
        return command;
    }
}
