using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Runs;

/// <summary>What each seed scored, and what averaging their scores gives.</summary>
internal static class SeedSection
{
    public static void Write(Page page, RunMetrics metrics)
    {
        if (metrics.Seeds.Length < 2)
        {
            return;
        }

        using (page.Section("seeds", "By seed"))
        {
            var full = metrics.Full;
            page.Table(
                "Figures over all samples of each seed, of their mean, and of the seeds' averaged scores.",
                ["Seed", "UF1", "UAR", "Accuracy"],
                [
                    .. metrics.Seeds.Select(
                        (seed, i) => Row($"{seed}", full.Uf1.PerSeed[i], full.Uar.PerSeed[i], full.Accuracy.PerSeed[i])
                    ),
                    Row("mean", full.Uf1.Mean, full.Uar.Mean, full.Accuracy.Mean),
                    Row("deviation", full.Uf1.Sd, full.Uar.Sd, full.Accuracy.Sd),
                    Row("averaged scores", full.Uf1.Ensemble, full.Uar.Ensemble, full.Accuracy.Ensemble),
                ]
            );
        }
    }

    private static string[] Row(string name, double uf1, double uar, double accuracy) =>
        [name, Number.Share(uf1), Number.Share(uar), Number.Share(accuracy)];
}
