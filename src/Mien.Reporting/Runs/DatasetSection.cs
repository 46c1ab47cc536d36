using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Runs;

/// <summary>The figures of each dataset's part of the same predictions.</summary>
internal static class DatasetSection
{
    public static void Write(Page page, RunFolder folder)
    {
        var seeds = folder.Metrics.Seeds.Length;
        var parts = folder.Metrics.ByDataset.Prepend(new("all", folder.Metrics.Full)).ToArray();
        using (page.Section("datasets", "By dataset"))
        {
            page.Table(
                $"Figures whole and by dataset{(seeds > 1 ? $", mean ± deviation over {seeds} seeds" : "")}, with the 95 % interval over subjects in brackets.",
                ["Part", "Samples", "Subjects", "UF1", "", "UAR", "", "Accuracy", "Majority UF1", "Linear SVM UF1"],
                parts.Select(part => Row(part.Key, part.Value, seeds))
            );
            page.Figure(
                "UF1 of each part. Majority is that part's own most frequent class.",
                () =>
                    IntervalPlot.Draw(
                        page.Body,
                        "UF1 by dataset",
                        [.. parts.Select(part => Plot(part.Key, part.Value))]
                    )
            );
        }
    }

    private static string[] Row(string name, PartMetrics part, int seeds) =>
        [
            name,
            Number.Whole(part.Samples),
            Number.Whole(part.Subjects),
            Number.Spread(part.Uf1.Mean, part.Uf1.Sd, seeds),
            Number.Range(part.Uf1.Interval),
            Number.Spread(part.Uar.Mean, part.Uar.Sd, seeds),
            Number.Range(part.Uar.Interval),
            Number.Spread(part.Accuracy.Mean, part.Accuracy.Sd, seeds),
            Number.Share(part.MajorityBaseline.Uf1),
            part.LinearBaseline is { } linear ? Number.Share(linear.Uf1) : "–",
        ];

    private static IntervalRow Plot(string name, PartMetrics part) =>
        new(
            name,
            $"{Number.Count(part.Samples, "sample")}, {Number.Count(part.Subjects, "subject")}",
            part.Uf1.Mean,
            part.Uf1.PerSeed,
            part.Uf1.Ensemble,
            part.Uf1.Interval[0],
            part.Uf1.Interval[1],
            part.MajorityBaseline.Uf1,
            Linear: part.LinearBaseline?.Uf1
        );
}
