using System.Text;
using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Comparisons;

/// <summary>A comparison as a LaTeX table for a paper; it needs the package booktabs.</summary>
internal static class ComparisonLatex
{
    public static string Compose(Comparison comparison)
    {
        var text = new StringBuilder();
        text.Append(
            "% needs \\usepackage{booktabs}\n\\begin{table}\n\\centering\n\\begin{tabular}{lrrrrrrrr}\n\\toprule\n"
        );
        text.Append(
            "Run & UF1 & UAR & Accuracy & $\\Delta$ UF1 [95\\,\\%] & $p$ & Parameters & Train (s) & $\\mu$s \\\\\n\\midrule\n"
        );
        foreach (var run in comparison.Ranked)
        {
            text.AppendJoin(" & ", Cells(run)).Append(" \\\\\n");
        }

        text.Append("\\bottomrule\n\\end{tabular}\n\\caption{").Append(Caption(comparison)).Append("}\n\\end{table}\n");
        return text.ToString();
    }

    private static string[] Cells(ComparedRun run)
    {
        var (full, seeds) = (run.Folder.Metrics.Full, run.Folder.Metrics.Seeds.Length);
        return
        [
            Escape(run.Name),
            Cell(full.Uf1, seeds, run.Folder.Run.SubjectIndependent?.Uf1),
            Cell(full.Uar, seeds, run.Folder.Run.SubjectIndependent?.Uar),
            Cell(full.Accuracy, seeds, run.Folder.Run.SubjectIndependent?.Accuracy),
            run.Pair is { } pair
                ? $"${Signed(pair.Permutation.Difference)}$ [${Signed(pair.Difference.Interval.Low)}$, ${Signed(pair.Difference.Interval.High)}$]"
                : "--",
            run.AdjustedP is { } p ? $"${(p < 0.001 ? "<0.001" : Number.P(p))}$" : "--",
            run.Folder.Run.Parameters is { } count ? $"{count}" : "--",
            run.Folder.Timing is { } timing ? $"{timing.TrainSeconds:0}" : "--",
            run.Folder.Timing?.InferenceMicroseconds is { } micro ? $"{micro:0}" : "--",
        ];
    }

    private static string Signed(double difference) => Number.Difference(difference).Replace('−', '-');

    /// <summary>A figure, and for a leaky run what the same model scores without the leak.</summary>
    private static string Cell(FigureSummary figure, int seeds, double? honest) =>
        (seeds > 1 ? $"${figure.Mean:0.000} \\pm {figure.Sd:0.000}$" : $"${figure.Mean:0.000}$")
        + $" [${figure.Interval[0]:0.000}$, ${figure.Interval[1]:0.000}$]"
        + (honest is { } without ? $" (honest ${without:0.000}$)" : "");

    private static string Caption(Comparison comparison)
    {
        var full = comparison.Reference.Folder.Metrics.Full;
        var leaky = comparison.Runs.Any(run => run.Folder.Run.Leaky)
            ? " Runs marked leaky tested on content that their training, or the choice of their epoch, had seen; beside them the same model without that."
            : "";
        return $"{full.Samples} samples of {full.Subjects} subjects; UF1 and UAR over predictions pooled over folds, mean $\\pm$ standard deviation "
            + $"over seeds and 95\\,\\% bootstrap interval over subjects. $\\Delta$ UF1 is the difference to {Escape(comparison.Reference.Name)} with its interval; "
            + $"$p$ of a paired permutation test over subjects, adjusted by Holm; training covers all folds and seeds, $\\mu$s is the prediction of one sample.{leaky}{Escape(string.Concat(Verdict.OtherSeeds(comparison).Select(sentence => $" {sentence}")))}";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => escaped.Append("\\textbackslash{}"),
                '~' => escaped.Append("\\textasciitilde{}"),
                '^' => escaped.Append("\\textasciicircum{}"),
                '&' or '%' or '$' or '#' or '_' or '{' or '}' => escaped.Append('\\').Append(c),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
