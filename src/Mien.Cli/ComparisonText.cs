using Mien.Recognition.Runs;
using Mien.Reporting.Comparisons;

namespace Mien.Cli;

/// <summary>A comparison as lines on the terminal.</summary>
internal static class ComparisonText
{
    public static void Write(TextWriter output, Comparison comparison)
    {
        var width = Math.Max(8, comparison.Runs.Max(run => run.Name.Length));
        output.WriteLine(
            $"{"".PadRight(width)}  {"UF1", -22}  {"UAR", -22}  {"accuracy", -8}  {"vs first", -8}  p (Holm)"
        );
        foreach (var run in comparison.Ranked)
        {
            var full = run.Folder.Metrics.Full;
            output.WriteLine(
                $"{run.Name.PadRight(width)}  {Cell(full.Uf1), -22}  {Cell(full.Uar), -22}  {full.Accuracy.Mean, -8:F3}  {(run.Leaky ? Honest(run) : Test(run))}".TrimEnd()
            );
        }

        output.WriteLine();
        foreach (var sentence in Verdict.Of(comparison))
        {
            output.WriteLine(sentence);
        }
    }

    private static string Test(ComparedRun run) =>
        $"{Rounded(run.Pair?.Permutation.Difference), -8:+0.000;-0.000}  {P(run.AdjustedP)}";

    /// <summary>In three decimals, and nothing below nothing: a difference of -0.0001 would be written -+0.000.</summary>
    private static double? Rounded(double? difference) => difference is { } d ? Math.Round(d, 3) + 0.0 : null;

    /// <summary>A leaky score never stands alone.</summary>
    private static string Honest(ComparedRun run) =>
        run.Folder.Run.SubjectIndependent is { } honest
            ? $"without the leak {honest.Uf1:F3}"
            : "without the leak not run";

    private static string Cell(FigureSummary figure) =>
        $"{figure.Mean:F3} [{figure.Interval[0]:F3}, {figure.Interval[1]:F3}]";

    private static string P(double? p) => p < 0.001 ? "<0.001" : $"{p:F3}";
}
