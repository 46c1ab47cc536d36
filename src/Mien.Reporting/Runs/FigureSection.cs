using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Runs;

/// <summary>Every averaging under its own name, so that a published number can be recognised for what it is.</summary>
internal static class FigureSection
{
    public static void Write(Page page, RunMetrics metrics)
    {
        var full = metrics.Full;
        using (page.Section("figures", "Every averaging, named"))
        {
            page.Paragraph(
                "Published tables call several of these \"F1\" or \"UAR\". Compare like with like: the first three are pooled as the MEGC2019 rules say."
            );
            page.Table(
                "All figures over all samples.",
                ["Figure", "Computed as", "Value", "95 % interval"],
                Figure.All.Select(figure => Row(figure, full[figure], metrics.Seeds.Length))
            );
            page.Table(
                "What averaging over folds would have given. These are traps, listed to recognise them in other papers; none is quoted.",
                ["Average over folds", "Value", "Pooled instead"],
                [
                    [
                        "mean of the folds' UF1",
                        Number.Share(full.PerFoldAverages.MeanOfFoldUf1),
                        Number.Share(full.Uf1.Ensemble),
                    ],
                    [
                        "mean of the folds' F1, absent classes left out",
                        Number.Share(full.PerFoldAverages.MeanOfFoldUf1PresentClasses),
                        Number.Share(full.Uf1.Ensemble),
                    ],
                    [
                        "mean of the folds' recall, absent classes left out",
                        Number.Share(full.PerFoldAverages.MeanOfFoldUarPresentClasses),
                        Number.Share(full.Uar.Ensemble),
                    ],
                    [
                        "mean of the folds' accuracy",
                        Number.Share(full.PerFoldAverages.MeanOfFoldAccuracy),
                        Number.Share(full.Accuracy.Ensemble),
                    ],
                ]
            );
        }
    }

    private static string[] Row(Figure figure, FigureSummary summary, int seeds) =>
        [figure.Title, figure.Formula, Number.Spread(summary.Mean, summary.Sd, seeds), Number.Range(summary.Interval)];
}
