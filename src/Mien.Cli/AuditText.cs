using Mien.Recognition.Certification;
using Mien.Recognition.Runs;

namespace Mien.Cli;

/// <summary>An audit as lines on the terminal: the figures, then a line for each check.</summary>
internal static class AuditText
{
    private const string Row = "{0,-10} {1,7} {2,7} {3,7} {4,9} {5,8} {6,10} {7,12}";

    public static void Write(TextWriter output, Audit audit)
    {
        WriteFigures(output, audit.Metrics);
        var width = audit.Checks.Max(check => check.Name.Length);
        foreach (var check in audit.Checks)
        {
            output.WriteLine($"{Word(check.Status), -8} {check.Name.PadRight(width)}  {check.Detail}");
        }
    }

    /// <summary>Each part with the figures that published tables mix up, to four digits; intervals for the whole.</summary>
    private static void WriteFigures(TextWriter output, RunMetrics metrics)
    {
        var full = metrics.Full;
        output.WriteLine(
            $"{Count(full.Samples, "sample")} of {Count(full.Subjects, "subject")}, {Count(metrics.Seeds.Length, "seed")}: {Cell("UF1", full.Uf1)}, {Cell("UAR", full.Uar)}, {Cell("accuracy", full.Accuracy)}"
        );
        var parts = metrics.ByDataset.Count > 1 ? metrics.ByDataset.Prepend(new("all", full)) : metrics.ByDataset;
        output.WriteLine(Row, "", "samples", "UF1", "UAR", "accuracy", "macro P", "F1 of P,R", "weighted F1");
        foreach (var (name, part) in parts)
        {
            output.WriteLine(
                Row,
                name,
                part.Samples,
                Text(part.Uf1),
                Text(part.Uar),
                Text(part.Accuracy),
                Text(part.MacroPrecision),
                Text(part.MacroF1OfMeans),
                Text(part.WeightedF1)
            );
        }
    }

    private static string Text(FigureSummary figure) => $"{figure.Mean:F4}";

    private static string Cell(string name, FigureSummary figure) =>
        $"{name} {figure.Mean:F3} [{figure.Interval[0]:F3}, {figure.Interval[1]:F3}]";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Word(CheckStatus status) =>
        status switch
        {
            CheckStatus.Holds => "holds",
            CheckStatus.Fails => "FAILS",
            _ => "unknown",
        };
}
