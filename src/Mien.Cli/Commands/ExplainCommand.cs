using System.CommandLine;
using Mien.Cli.Console;
using Mien.Cli.Options;
using Mien.Data.Prepared;
using Mien.Foundation;
using Mien.Recognition.Evaluation;
using Mien.Recognition.Explanation;
using Mien.Recognition.Models;
using Mien.Recognition.Runs;
using Mien.Reporting.Explanations;

namespace Mien.Cli.Commands;

/// <summary><c>mien explain</c>: where a network looks, clip by clip, with the tests that an explanation must pass.</summary>
internal static class ExplainCommand
{
    private const int UsualMost = 400;

    public static Command Create()
    {
        var what = new Argument<string>("RUN|MODEL")
        {
            Description =
                "A finished run, whose held-out clips are explained by the networks that never saw them, or a model file.",
        };
        var data = RunOptions.Data();
        var output = RunOptions.Out("The folder of the page and the table.");
        var seed = new Option<int?>("--seed")
        {
            Description = "Of a run: which seed; its first when not given.",
            HelpName = "N",
        };
        var most = new Option<int>("--most")
        {
            Description = "Explain at most so many clips, evenly through the data.",
            DefaultValueFactory = _ => UsualMost,
            HelpName = "N",
        };
        most.Validators.Add(RunOptions.RequireRange("--most", 1, 100_000));
        var threads = RunOptions.Threads();
        var quiet = RunOptions.Quiet();
        var command = new Command(
            "explain",
            "Where a network looks, clip by clip, with the tests that an explanation must pass."
        )
        {
            what,
            data,
            output,
            seed,
            most,
            threads,
            quiet,
        };
        command.SetAction(parsed =>
        {
            var (source, folders, folder) = (
                parsed.GetRequiredValue(what),
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(output)
            );
            OutputPath.RequireFolder(folder);
            using var interrupt = new Interrupt();
            var count = parsed.GetValue(most);
            var (name, explanations) = WorkProgress.Run(
                parsed.GetValue(quiet),
                progress =>
                    Directory.Exists(source)
                        ? OfRun(
                            source,
                            folders,
                            parsed.GetValue(seed),
                            count,
                            parsed.GetValue(threads),
                            progress,
                            interrupt.Token
                        )
                        : OfModel(source, folders, count, parsed.GetValue(threads), progress, interrupt.Token)
            );
            foreach (var sentence in ExplanationReport.Write(explanations, FaceCrop.Of(folders), name, folder))
            {
                parsed.InvocationConfiguration.Output.WriteLine(sentence);
            }

            parsed.InvocationConfiguration.Output.WriteLine(
                $"Report: {Path.Combine(folder, ExplanationReport.PageFile)}"
            );
            return CommandLine.Done;
        });
        return command;
    }

    private static (string Name, Explanations Explanations) OfRun(
        string path,
        string[] folders,
        int? asked,
        int most,
        int threads,
        IProgress<ProgressStep> progress,
        CancellationToken stop
    )
    {
        var run = RunFolder.Read(path);
        var (set, sources) = DataFolders.Read(folders, [.. run.Predictions.Classes]);
        var seed = asked ?? run.Run.Seeds[0];
        if (!run.Run.Seeds.Contains(seed))
        {
            throw new InputFaultException(
                $"The run has no seed {seed}: take one of {string.Join(", ", run.Run.Seeds)}."
            );
        }

        var explainer = new RunExplainer(run, RunRequest.Of(run.Run, set, sources), seed);
        return (run.Run.Model, explainer.Explain(count => Spread(count, most), threads, progress, stop));
    }

    private static (string Name, Explanations Explanations) OfModel(
        string path,
        string[] folders,
        int most,
        int threads,
        IProgress<ProgressStep> progress,
        CancellationToken stop
    )
    {
        using var model = ModelFile.Read(path);
        var set = PreparedSet.ReadUnlabelled(folders);
        var clips = Spread(set.Clips.Count, most);
        return (Path.GetFileName(path), ModelExplainer.Explain(model, set, clips, threads, progress, stop));
    }

    /// <summary>Places evenly through the data.</summary>
    private static int[] Spread(int count, int most) =>
        count <= most
            ? [.. Enumerable.Range(0, count)]
            : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))];
}
