using System.Text;
using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Comparisons;

/// <summary>
/// A comparison as a Markdown table, for a page of results beside the code. The runs whose epoch was chosen on the test
/// subject have no rows but a column, beside the honest run of the same name; other leaky runs come last.
/// </summary>
internal static class ComparisonMarkdown
{
    private static readonly string[] Header =
    [
        "run",
        "seeds",
        "UF1 [95 % over subjects]",
        "UAR [95 %]",
        "accuracy",
        "Δ UF1 [95 %]",
        "p (Holm)",
        "epoch chosen on test (leaky): UF1, gap",
        "parameters",
        "training",
        "a clip",
    ];

    public static string Compose(Comparison comparison)
    {
        var chosen = comparison.Runs.Where(run => run.Folder.Run.ChoosesOnTest).ToArray();
        var text = new StringBuilder();
        AppendRow(text, Header);
        AppendRow(text, Header.Select(_ => "---"));
        foreach (var run in comparison.Ranked.Where(run => HonestOf(comparison, run) is null))
        {
            AppendRow(
                text,
                Cells(run, comparison.Reference, chosen.FirstOrDefault(leaky => HonestOf(comparison, leaky) == run))
            );
        }

        text.Append('\n');
        foreach (var sentence in Verdict.Of(comparison))
        {
            text.Append(Escape(sentence)).Append("\n\n");
        }

        return text.ToString();
    }

    /// <summary>The honest run of a run that chooses on the test subject; null where it is not in the comparison.</summary>
    private static ComparedRun? HonestOf(Comparison comparison, ComparedRun run) =>
        !run.Folder.Run.ChoosesOnTest
            ? null
            : comparison.Runs.FirstOrDefault(other =>
                !other.Leaky && other.PlainName == run.PlainName && other.Folder.Run.Protocol == run.Folder.Run.Protocol
            );

    private static string[] Cells(ComparedRun run, ComparedRun reference, ComparedRun? chosen)
    {
        var (full, timing) = (run.Folder.Metrics.Full, run.Folder.Timing);
        return
        [
            run.Name,
            run.SeedsBeside(reference),
            Figure(full.Uf1, run.Folder.Run.SubjectIndependent?.Uf1),
            Figure(full.Uar, run.Folder.Run.SubjectIndependent?.Uar),
            Number.Share(full.Accuracy.Mean),
            run.Pair is { } pair
                ? $"{Number.Difference(pair.Permutation.Difference)} {Number.DifferenceRange(pair.Difference.Interval.Low, pair.Difference.Interval.High)}"
                : "–",
            run.AdjustedP is { } p ? Number.P(p) : "–",
            chosen is null ? "–" : $"{Number.Share(chosen.Mean)}, {Number.Difference(chosen.Mean - run.Mean)}",
            run.Folder.Run.Parameters is { } count ? Number.Whole(count) : "–",
            timing is null ? "–" : Number.Duration(timing.TrainSeconds),
            timing?.InferenceMicroseconds is { } micro ? Number.Duration(micro / 1e6) : "–",
        ];
    }

    /// <summary>A figure, and for a leaky run what the same model scores without the leak.</summary>
    private static string Figure(FigureSummary figure, double? honest) =>
        $"{Number.Share(figure.Mean)} {Number.Range(figure.Interval)}"
        + (honest is { } without ? $", honest {Number.Share(without)}" : "");

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells.Select(Escape)).Append(" |\n");

    private static string Escape(string cell) =>
        cell.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
