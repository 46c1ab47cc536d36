using System.CommandLine;
using Mien.Cli.Options;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Evaluation.FewSubjects;
using Mien.Recognition.Methods;
using Mien.Recognition.Models;
using Mien.Recognition.Protocols;
using Mien.Recognition.Training;
using Mien.Reporting.Runs;

namespace Mien.Cli.Commands;

/// <summary><c>mien evaluate</c>: trains and scores a method under a protocol, resumably.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var data = RunOptions.Data();
        var classes = RunOptions.Classes();
        var model = RunOptions.Model("A method (see 'mien models').");
        var holdOut = new HoldOutOptions(withZeroShot: true);
        var seeds = RunOptions.Seeds();
        var recipe = RunOptions.Recipe();
        var selection = new Option<string?>("--selection")
        {
            Description =
                "test-subject: as the scripts of several published networks, use for each held-out subject the epoch that suits it best (leaky), beside the honest run.",
            HelpName = "NAME",
        };
        selection.AcceptOnlyFromAmong("test-subject");
        var shuffle = RunOptions.ShuffleLabels();
        var output = RunOptions.Out("The run's folder; the same command again goes on from there.");
        var threads = RunOptions.Threads();
        var quiet = RunOptions.Quiet();
        var command = new Command("evaluate", "Train and score a method under a protocol; resumable.")
        {
            data,
            classes,
            model,
            seeds,
            recipe,
            selection,
            shuffle,
            output,
            threads,
            quiet,
        };
        holdOut.AddTo(command);
        var start = new StartOptions();
        start.AddTo(command);
        var executor = new ExecutorOptions();
        executor.AddTo(command);
        command.SetAction(parsed =>
        {
            if (holdOut.NameOf(parsed) == ZeroShotEvaluation.Name)
            {
                executor.RequireInProcess(parsed, $"--protocol {ZeroShotEvaluation.Name}");
                start.RequireNone(parsed, ZeroShotEvaluation.Name);
                RequireNothingToTrain(parsed, selection, shuffle);
                return ZeroShot(parsed, data, model, output, threads);
            }

            var folder = parsed.GetRequiredValue(output);
            OutputPath.RequireFolder(folder);
            if (holdOut.NameOf(parsed) == FewSubjects.ProtocolName)
            {
                executor.RequireInProcess(parsed, $"--protocol {FewSubjects.ProtocolName}");
                return RunFewSubjects(parsed, folder);
            }

            var (count, silent) = (parsed.GetValue(threads), parsed.GetValue(quiet));
            var job = new EvaluationJob(() => Request(parsed), folder, count, silent);
            return new DistributedWork(job, folder, count, silent).Run(
                executor.Of(parsed, folder),
                executor.PortableWords(parsed, paths: [data, recipe, start.File, output], left: [threads, quiet]),
                parsed.InvocationConfiguration.Output
            );
        });
        return command;

        int RunFewSubjects(ParseResult parsed, string folder)
        {
            var request = Request(parsed);
            var (sizes, draws) = holdOut.FewSubjectsOf(parsed);
            var study = new FewSubjectStudy(request, sizes, draws, folder);
            new FewSubjectJob(study, folder, parsed.GetValue(threads), parsed.GetValue(quiet)).Run(
                request,
                parsed.InvocationConfiguration.Output
            );
            return CommandLine.Done;
        }

        EvaluationRequest Request(ParseResult parsed)
        {
            var (method, chosen) = start.Choose(parsed, model, recipe);
            var (set, sources) = DataFolders.Read(parsed.GetRequiredValue(data), parsed.GetValue(classes));
            var seed = parsed.GetValue(shuffle);
            return new EvaluationRequest
            {
                Set = seed is null ? set : ShuffledLabels.Of(set, seed.Value),
                LabelShuffle = seed,
                Data = sources,
                Method = method,
                Recipe = Chosen(chosen, parsed.GetValue(selection)),
                Protocol = Protocol.Find(holdOut.NameOf(parsed)),
                ProtocolOptions = holdOut.DealOf(parsed),
                Seeds = parsed.GetRequiredValue(seeds),
                Command = TypedCommand.Of(parsed),
            };
        }
    }

    private static void RequireNothingToTrain(ParseResult parsed, params Option[] options)
    {
        if (options.FirstOrDefault(option => parsed.GetResult(option) is not null) is { } given)
        {
            throw new InputFaultException(
                $"--protocol {ZeroShotEvaluation.Name} trains nothing, so {given.Name} would change nothing: leave it out."
            );
        }
    }

    /// <summary>The recipe with the epoch chosen on the test subject where that was asked for.</summary>
    private static Recipe Chosen(Recipe recipe, string? selection) =>
        selection is null ? recipe
        : recipe.Selection == SelectionKind.InnerSubjects
            ? throw new InputFaultException(
                "--selection test-subject does not go with a recipe that chooses on inner subjects: give another --recipe."
            )
        : recipe with { Selection = SelectionKind.TestSubject };

    private static int ZeroShot(
        ParseResult parsed,
        Option<string[]> data,
        Option<string> model,
        Option<string> output,
        Option<int> threads
    )
    {
        var file = parsed.GetRequiredValue(model);
        var folder = parsed.GetRequiredValue(output);
        OutputPath.RequireFolder(folder);
        using var loaded = ModelFile.Read(file);
        var (set, sources) = DataFolders.Read(parsed.GetRequiredValue(data), [.. loaded.Description.Classes]);
        var run = ZeroShotEvaluation.Run(
            set,
            sources,
            loaded,
            Path.GetFileName(file),
            TypedCommand.Of(parsed),
            folder,
            parsed.GetValue(threads)
        );
        RunReport.Write(folder);
        ScoreTable.Write(parsed.InvocationConfiguration.Output, run);
        return CommandLine.Done;
    }
}
