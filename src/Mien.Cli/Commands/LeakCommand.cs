using System.CommandLine;
using Mien.Cli.Options;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Methods;
using Mien.Recognition.Protocols;
using Mien.Reporting.Leaks;

namespace Mien.Cli.Commands;

/// <summary><c>mien leak</c>: what a split over frames is worth, with true and with shuffled labels, in one report.</summary>
internal static class LeakCommand
{
    public static Command Create()
    {
        var data = RunOptions.Data();
        var classes = RunOptions.Classes();
        var model = RunOptions.Model("A network or another method (see 'mien models').");
        var folds = new Option<int>("--folds")
        {
            Description = "Number of folds of the split over frames.",
            DefaultValueFactory = _ => 10,
            HelpName = "K",
        };
        var seeds = RunOptions.Seeds();
        var recipe = RunOptions.Recipe();
        var shuffle = RunOptions.ShuffleLabels();
        shuffle.DefaultValueFactory = _ => 1;
        var output = RunOptions.Out(
            "The folder of the four runs and their report; the same command again goes on from there."
        );
        var threads = RunOptions.Threads();
        var quiet = RunOptions.Quiet();
        var command = new Command(
            "leak",
            "What a split over frames is worth, beside people held out, also with shuffled labels."
        )
        {
            data,
            classes,
            model,
            folds,
            seeds,
            recipe,
            shuffle,
            output,
            threads,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(output);
            OutputPath.RequireFolder(folder);
            var method = MethodRegistry.Find(parsed.GetRequiredValue(model));
            var (set, sources) = DataFolders.Read(parsed.GetRequiredValue(data), parsed.GetValue(classes));
            var request = new EvaluationRequest
            {
                Set = set,
                Data = sources,
                Method = method,
                Recipe = RecipeChoice.For(method, RecipeChoice.Of(parsed.GetValue(recipe)), parsed.GetValue(recipe)),
                Protocol = new FrameKFold(),
                ProtocolOptions = new ProtocolOptions { Folds = parsed.GetValue(folds) },
                Seeds = parsed.GetRequiredValue(seeds),
                Command = TypedCommand.Of(parsed),
            };
            var plan = LeakPlan.Of(request, parsed.GetValue(shuffle) ?? 1);
            new PlannedRuns(plan, folder, parsed.GetValue(threads), parsed.GetValue(quiet)).Run();
            foreach (var sentence in LeakReport.Write(folder))
            {
                parsed.InvocationConfiguration.Output.WriteLine(sentence);
            }

            parsed.InvocationConfiguration.Output.WriteLine($"Report: {Path.Combine(folder, LeakReport.FileName)}");
            return CommandLine.Done;
        });
        return command;
    }
}
