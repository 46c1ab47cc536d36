using Mien.Reporting.Pages;

namespace Mien.Reporting.Comparisons;

/// <summary>What was not honest: every leaky run beside the honest score of the same model, and the gap between them.</summary>
internal static class LeakSection
{
    public static void Write(Page page, Comparison comparison)
    {
        var leaky = comparison.Ranked.Where(run => run.Leaky).ToArray();
        if (leaky.Length == 0)
        {
            return;
        }

        using (page.Section("leaks", "What was not honest"))
        {
            page.Table(
                "Runs that were tested on people, or near copies of clips, that their training or the choice of their epoch had seen, beside the same model without that. The gap is what the leak is worth.",
                ["Run", "Leak", "UF1, leaky", "UF1, honest", "Gap", "UAR, leaky", "UAR, honest", "Honest by"],
                leaky.Select(Row)
            );
        }
    }

    private static string[] Row(ComparedRun run)
    {
        var (full, honest) = (run.Folder.Metrics.Full, run.Folder.Run.SubjectIndependent);
        return
        [
            run.Name,
            run.Folder.Run.ChoosesOnTest ? "epoch chosen on the test subject" : run.Folder.Run.Protocol,
            Number.Share(full.Uf1.Mean),
            honest is null ? "not run" : Number.Share(honest.Uf1),
            honest is null ? "" : Number.Difference(full.Uf1.Mean - honest.Uf1),
            Number.Share(full.Uar.Mean),
            honest is null ? "" : Number.Share(honest.Uar),
            honest?.Protocol ?? "",
        ];
    }
}
