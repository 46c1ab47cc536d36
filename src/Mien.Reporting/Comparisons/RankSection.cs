using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>Who leads: every run by its mean UF1, what leaks below all others and without a place.</summary>
internal static class RankSection
{
    public static void Write(Page page, Comparison comparison)
    {
        using (page.Section("scores", "Who leads"))
        {
            page.Figure(
                "UF1 over all samples, best first. Intervals come from resampling subjects and overlap much even where two runs differ on the same clips: whether a difference is real is told by the paired tests below.",
                () => IntervalPlot.Draw(page.Body, "UF1 of each run", [.. comparison.Rankable.Select(Row)])
            );
            WriteTable(page, comparison, withHonest: comparison.Reference.Leaky);
        }

        IntervalRow Row(ComparedRun run) => Plot(run, comparison.Reference);
    }

    /// <summary>The table; where all leak, with a last column of what the same models score without the leak.</summary>
    private static void WriteTable(Page page, Comparison comparison, bool withHonest)
    {
        page.Table(
            "Mean ± deviation over seeds, with the 95 % interval over subjects of UF1 and UAR."
                + (withHonest ? " Last: the same model without the leak." : ""),
            With(["", "Run", "Seeds", "UF1", "", "UAR", "", "Accuracy"], "UF1, honest"),
            [
                .. comparison.Rankable.Select((run, i) => With(Scores(run, comparison.Reference, i), Honest(run))),
                .. Baselines(comparison).Select(row => With(row, "")),
            ]
        );

        string[] With(string[] cells, string last) => withHonest ? [.. cells, last] : cells;
    }

    private static IntervalRow Plot(ComparedRun run, ComparedRun reference)
    {
        var uf1 = run.Folder.Metrics.Full.Uf1;
        return new IntervalRow(
            run.Name,
            "",
            uf1.Mean,
            uf1.PerSeed,
            uf1.Ensemble,
            uf1.Interval[0],
            uf1.Interval[1],
            run.Folder.Metrics.Full.MajorityBaseline.Uf1,
            run.Folder.Run.SubjectIndependent?.Uf1,
            run.Folder.Metrics.Full.LinearBaseline?.Uf1,
            run.Leaky ? RowTone.Leaky
                : run == reference ? RowTone.Reference
                : RowTone.Plain
        );
    }

    private static string[] Scores(ComparedRun run, ComparedRun reference, int place)
    {
        var (full, seeds) = (run.Folder.Metrics.Full, run.Folder.Metrics.Seeds.Length);
        return
        [
            run.Leaky ? "–" : $"{place + 1}",
            run.Name,
            run.SeedsBeside(reference),
            Number.Spread(full.Uf1.Mean, full.Uf1.Sd, seeds),
            Number.Range(full.Uf1.Interval),
            Number.Spread(full.Uar.Mean, full.Uar.Sd, seeds),
            Number.Range(full.Uar.Interval),
            Number.Spread(full.Accuracy.Mean, full.Accuracy.Sd, seeds),
        ];
    }

    private static string Honest(ComparedRun run) =>
        !run.Leaky ? Number.Share(run.Mean)
        : run.Folder.Run.SubjectIndependent is { } honest ? Number.Share(honest.Uf1)
        : "not run";

    /// <summary>What can be had without looking at a face, or without a network, on the reference's samples.</summary>
    private static IEnumerable<string[]> Baselines(Comparison comparison)
    {
        var full = comparison.Reference.Folder.Metrics.Full;
        var baselines = new[]
        {
            ("always the commonest class", full.MajorityBaseline),
            ("drawn by frequency", full.RandomBaseline),
            ("linear SVM on the same folds", full.LinearBaseline),
        };
        foreach (var (name, blind) in baselines)
        {
            if (blind is null)
            {
                continue;
            }

            yield return
            [
                "–",
                name,
                "",
                Number.Share(blind.Uf1),
                "",
                Number.Share(blind.Uar),
                "",
                Number.Share(blind.Accuracy),
            ];
        }
    }
}
