using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>What was not honest: every leaky run beside the honest score of the same model, and the gap between them.</summary>
internal static class LeakSection
{
    public static void Write(Page page, Comparison comparison)
    {
        var leaky = comparison
            .Runs.Where(run => run.Leaky)
            .OrderByDescending(run => run.Folder.Run.SubjectIndependent?.Uf1 ?? 0)
            .ToArray();
        if (leaky.Length == 0)
        {
            return;
        }

        using (page.Section("leaks", "What was not honest"))
        {
            page.Figure(
                "UF1 of the same model without and with the leak (leaky), best honest one first. The gap is what the leak is worth, and no leaky score has a place in the ranking above.",
                () => GapPlot.Draw(page.Body, "UF1 without and with the leak", [.. leaky.Select(Plot)])
            );
            page.Table(
                "Runs that were tested on people, or near copies of clips, that their training or the choice of their epoch had seen (leaky), beside the same model without that. Last: whether the recipe says that the authors' published script does this.",
                ["Run", "Leak", "UF1, leaky", "UF1, honest", "Gap", "UAR, leaky", "UAR, honest", "Their script"],
                leaky.Select(Row)
            );
        }
    }

    private static GapRow Plot(ComparedRun run) =>
        new(run.PlainName, run.Folder.Run.SubjectIndependent?.Uf1, run.Folder.Metrics.Full.Uf1.Mean);

    private static string[] Row(ComparedRun run)
    {
        var (full, honest) = (run.Folder.Metrics.Full, run.Folder.Run.SubjectIndependent);
        return
        [
            run.PlainName,
            run.Folder.Run.ChoosesOnTest ? "epoch chosen on test" : run.Folder.Run.Protocol,
            Number.Share(full.Uf1.Mean),
            honest is null ? "not run" : Number.Share(honest.Uf1),
            honest is null ? "" : Number.Difference(full.Uf1.Mean - honest.Uf1),
            Number.Share(full.Uar.Mean),
            honest is null ? "" : Number.Share(honest.Uar),
            run.Folder.Run.Recipe.GetValueOrDefault("script") == "test-subject" ? "does this" : "–",
        ];
    }
}
