using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>Which classes each run finds.</summary>
internal static class ClassesSection
{
    public static void Write(Page page, Comparison comparison)
    {
        var classes = comparison.Reference.Folder.Metrics.Full.Classes;
        using (page.Section("classes", "By class"))
        {
            page.Figure(
                "F1 of each class over all samples, of the seeds' averaged scores.",
                () =>
                    HeatPlot.Draw(
                        page.Body,
                        "F1 by class",
                        classes,
                        [.. comparison.Rankable.Select(run => ByClass(run, classes))],
                        numbers: true
                    )
            );
        }
    }

    private static HeatRow ByClass(ComparedRun run, string[] classes) =>
        new(
            run.Name,
            [.. classes.Select(name => run.Folder.Metrics.Full.PerClass.FirstOrDefault(c => c.Name == name)?.F1)]
        );
}
