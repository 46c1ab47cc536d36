using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Runs;

/// <summary>Precision, recall and F1 of each class.</summary>
internal static class ClassSection
{
    public static void Write(Page page, RunMetrics metrics)
    {
        using (page.Section("classes", "By class"))
        {
            page.Figure(
                $"Figures of each class over all samples{(metrics.Seeds.Length > 1 ? ", of the seeds' averaged scores" : "")}. UF1 is the mean of the F1 bars, UAR of the recall bars.",
                () => ClassPlot.Draw(page.Body, "Figures by class", metrics.Full.PerClass)
            );
        }
    }
}
