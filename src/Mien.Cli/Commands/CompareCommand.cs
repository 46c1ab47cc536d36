using System.CommandLine;
using Mien.Cli.Options;
using Mien.Foundation;
using Mien.Reporting.Comparisons;

namespace Mien.Cli.Commands;

/// <summary><c>mien compare</c>: runs side by side, with intervals and paired tests; finished ones, or those of a folder of recipes.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Folders of finished runs; the first is the reference.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var plan = new PlanOptions();
        var output = new Option<string?>("--out")
        {
            Description =
                "Of finished runs: a file to write, .html (a report), .csv (all digits), .tex (a table for a paper) or .md (a table in Markdown). With --recipes: the folder of the runs and of all four; the same command again goes on from there.",
            HelpName = "PATH",
        };
        var threads = RunOptions.Threads();
        var quiet = RunOptions.Quiet();
        var command = new Command("compare", "Runs side by side, with intervals and paired tests.") { runs };
        plan.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(threads);
        command.Options.Add(quiet);
        var executor = new ExecutorOptions();
        executor.AddTo(command);
        command.SetAction(parsed =>
        {
            var (folders, path) = (parsed.GetValue(runs) ?? [], parsed.GetValue(output));
            if (!plan.IsGiven(parsed))
            {
                executor.RequireInProcess(parsed, "A comparison of finished runs");
                return OfRuns(parsed.InvocationConfiguration.Output, folders, path);
            }

            if (folders.Length > 0 || path is null)
            {
                throw new InputFaultException(
                    folders.Length > 0
                        ? $"--recipes makes runs of its own beside which {folders[0]} cannot stand: give one or the other."
                        : "--recipes needs a folder for its runs: give --out."
                );
            }

            OutputPath.RequireFolder(path);
            var (count, silent) = (parsed.GetValue(threads), parsed.GetValue(quiet));
            var job = new ComparisonJob(() => plan.Of(parsed), path, count, silent);
            return new DistributedWork(job, path, count, silent).Run(
                executor.Of(parsed, path),
                executor.PortableWords(parsed, paths: [.. plan.Paths, output], left: [threads, quiet]),
                parsed.InvocationConfiguration.Output
            );
        });
        return command;
    }

    private static int OfRuns(TextWriter output, string[] folders, string? file)
    {
        if (file is not null)
        {
            ComparisonFile.RequireFormat(file);
        }

        var comparison = Comparison.Of(folders);
        ComparisonText.Write(output, comparison);
        if (file is not null)
        {
            ComparisonFile.Write(comparison, file);
            output.WriteLine($"Written: {file}");
        }

        return CommandLine.Done;
    }
}
