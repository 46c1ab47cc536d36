using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Runs;

/// <summary>Confusion matrices, whole and by dataset.</summary>
internal static class ConfusionSection
{
    public static void Write(Page page, RunMetrics metrics)
    {
        using (page.Section("confusion", "Confusion"))
        {
            page.Figure(
                $"Counts {(metrics.Seeds.Length > 1 ? "of the seeds' averaged scores" : "of the one seed")}; rows are the truth, shade and percentage the share of that truth.",
                () =>
                {
                    using (page.Body.Open("div", ("class", "panels")))
                    {
                        ConfusionPlot.Draw(page.Body, "all", metrics.Full.Classes, metrics.Full.Confusion);
                        foreach (var (name, part) in metrics.ByDataset.Where(_ => metrics.ByDataset.Count > 1))
                        {
                            ConfusionPlot.Draw(page.Body, name, part.Classes, part.Confusion);
                        }
                    }
                }
            );
        }
    }
}
