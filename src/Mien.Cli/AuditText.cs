using Mien.Recognition.Certification;
using Mien.Recognition.Runs;

namespace Mien.Cli;

/// <summary>An audit as lines on the terminal: the figures, then a line for each check.</summary>
internal static class AuditText
{
    public static void Write(TextWriter output, Audit audit)
    {
        var full = audit.Metrics.Full;
        output.WriteLine(
            $"{Count(full.Samples, "sample")} of {Count(full.Subjects, "subject")}, {Count(audit.Metrics.Seeds.Length, "seed")}: {Cell("UF1", full.Uf1)}, {Cell("UAR", full.Uar)}, {Cell("accuracy", full.Accuracy)}"
        );
        var width = audit.Checks.Max(check => check.Name.Length);
        foreach (var check in audit.Checks)
        {
            output.WriteLine($"{Word(check.Status), -8} {check.Name.PadRight(width)}  {check.Detail}");
        }
    }

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
