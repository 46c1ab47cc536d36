using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>Confusion matrices side by side.</summary>
internal static class MatrixSection
{
    public static void Write(Page page, Comparison comparison)
    {
        using (page.Section("confusion", "Confusion"))
        {
            page.Figure(
                "Counts over all samples, of the seeds' averaged scores; rows are the truth.",
                () =>
                {
                    using (page.Body.Open("div", ("class", "panels")))
                    {
                        foreach (var run in comparison.Rankable)
                        {
                            ConfusionPlot.Draw(
                                page.Body,
                                run.Name,
                                run.Folder.Metrics.Full.Classes,
                                run.Folder.Metrics.Full.Confusion
                            );
                        }
                    }
                }
            );
        }
    }
}
