using System.CommandLine;
using Mien.Cli.Options;
using Mien.Data.Prepared;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Evaluation.FewSubjects;
using Mien.Recognition.Methods;
using Mien.Recognition.Models;
using Mien.Recognition.Protocols;
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
                return ZeroShot(parsed, data, model, output, threads);
            }

            var folder = parsed.GetRequiredValue(output);
            OutputPath.RequireFolder(folder);
            if (holdOut.NameOf(parsed) == FewSubjects.ProtocolName)
            {
                executor.RequireInProcess(parsed, $"--protocol {FewSubjects.ProtocolName}");
                return RunFewSubjects(parsed, folder);
            }

            var evaluation = new DistributedEvaluation(
                () => Request(parsed),
                folder,
                parsed.GetValue(threads),
                parsed.GetValue(quiet)
            );
            return evaluation.Run(
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
            return new EvaluationRequest
            {
                Set = set,
                Data = sources,
                Method = method,
                Recipe = chosen,
                Protocol = Protocol.Find(holdOut.NameOf(parsed)),
                ProtocolOptions = holdOut.DealOf(parsed),
                Seeds = parsed.GetRequiredValue(seeds),
                Command = TypedCommand.Of(parsed),
            };
        }
    }

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
            file,
            TypedCommand.Of(parsed),
            folder,
            parsed.GetValue(threads)
        );
        RunReport.Write(folder);
        ScoreTable.Write(parsed.InvocationConfiguration.Output, run);
        return CommandLine.Done;
    }
}
