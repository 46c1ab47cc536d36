using Mien.Recognition.Runs;

namespace Mien.Cli;

/// <summary>The table that ends an evaluation on the terminal: each part's figures with the baselines below them.</summary>
internal static class ScoreTable
{
    private const string Row = "{0,-14} {1,7} {2,22} {3,22} {4,22}";

    public static void Write(TextWriter output, RunFolder run)
    {
        var metrics = run.Metrics;
        output.WriteLine(Row, "", "samples", "UF1", "UAR", "accuracy");
        if (metrics.ByDataset.Count > 1)
        {
            WritePart(output, "all", metrics.Full);
        }

        foreach (var (dataset, part) in metrics.ByDataset)
        {
            WritePart(output, dataset, part);
        }

        output.WriteLine();
        output.WriteLine(
            $"{run.Run.Model}, {run.Run.Protocol}, {Count(run.Run.Seeds.Length, "seed")}: mean [95 % interval over subjects]; UF1 and UAR over pooled predictions."
        );
        if (run.Run.LabelShuffle is not null)
        {
            output.WriteLine("SHUFFLED LABELS: there is nothing to recognise here; what is above chance is leak.");
        }

        if (run.Run.Leaky)
        {
            output.WriteLine(
                run.Run.Start is { Leaks: true } ? "LEAK: the finished model has seen people whom this run scores."
                : run.Run.ChoosesOnTest
                    ? "LEAKY SELECTION: the epoch of every held-out subject was chosen on that very subject."
                : $"LEAKY PROTOCOL: {run.Run.Protocol} trains on near copies of what it tests, or on the same people."
            );
        }

        if (run.Run.SubjectIndependent is { } honest)
        {
            output.WriteLine(
                $"The same model {(run.Run.ChoosesOnTest ? "at its last epoch" : "held out by subject")} ({honest.Protocol}): UF1 {honest.Uf1:F3}, UAR {honest.Uar:F3}, accuracy {honest.Accuracy:F3}."
            );
        }

        foreach (var remark in run.Run.Remarks)
        {
            output.WriteLine(remark);
        }

        output.WriteLine($"Report: {Path.Combine(run.Path, "report.html")}");
    }

    private static void WritePart(TextWriter output, string name, PartMetrics part)
    {
        output.WriteLine(Row, name, part.Samples, Cell(part.Uf1), Cell(part.Uar), Cell(part.Accuracy));
        WriteBaseline(output, "  majority", part.MajorityBaseline);
        WriteBaseline(output, "  random", part.RandomBaseline);
        if (part.LinearBaseline is { } linear)
        {
            WriteBaseline(output, "  linear SVM", linear);
        }
    }

    private static void WriteBaseline(TextWriter output, string name, BaselineSummary baseline) =>
        output.WriteLine(Row, name, "", $"{baseline.Uf1:F3}", $"{baseline.Uar:F3}", $"{baseline.Accuracy:F3}");

    private static string Cell(FigureSummary figure) =>
        $"{figure.Mean:F3} [{figure.Interval[0]:F3}, {figure.Interval[1]:F3}]";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
