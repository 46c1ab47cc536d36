using System.CommandLine;
using Mien.Reporting.Comparisons;

namespace Mien.Cli.Commands;

/// <summary><c>mien compare</c>: runs side by side, with intervals and paired tests.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var runs = new Argument<string[]>("RUN")
        {
            Description = "Folders of finished runs; the first is the reference.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--out")
        {
            Description =
                "Also writes the comparison: .html (a report), .csv (all digits) or .tex (a table for a paper).",
            HelpName = "FILE",
        };
        var command = new Command("compare", "Runs side by side, with intervals and paired tests.") { runs, output };
        command.SetAction(parsed =>
        {
            var file = parsed.GetValue(output);
            if (file is not null)
            {
                ComparisonFile.RequireFormat(file);
            }

            var comparison = Comparison.Of(parsed.GetRequiredValue(runs));
            ComparisonText.Write(parsed.InvocationConfiguration.Output, comparison);
            if (file is not null)
            {
                ComparisonFile.Write(comparison, file);
                parsed.InvocationConfiguration.Output.WriteLine($"Written: {file}");
            }

            return CommandLine.Done;
        });
        return command;
    }
}
