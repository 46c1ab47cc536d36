using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>The figures of each dataset's part.</summary>
internal static class PartSection
{
    public static void Write(Page page, Comparison comparison)
    {
        var datasets = comparison
            .Runs.SelectMany(run => run.Folder.Metrics.ByDataset.Keys)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (datasets.Length < 2)
        {
            return;
        }

        using (page.Section("datasets", "By dataset"))
        {
            page.Table(
                "UF1 / UAR of each dataset's part of the same predictions, mean over seeds.",
                ["Run", .. datasets],
                comparison.Rankable.Select(run =>
                    (string[])
                        [
                            run.Name,
                            .. datasets.Select(name => Part(run.Folder.Metrics.ByDataset.GetValueOrDefault(name))),
                        ]
                )
            );
        }
    }

    private static string Part(PartMetrics? part) =>
        part is null ? "–" : $"{Number.Share(part.Uf1.Mean)} / {Number.Share(part.Uar.Mean)}";
}
