using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>Whether the differences are real: each run against the reference on the samples that both predicted.</summary>
internal static class TestSection
{
    public static void Write(Page page, Comparison comparison)
    {
        var paired = comparison.Rankable.Where(run => run.Pair is not null).ToArray();
        using (page.Section("tests", "Is the difference real"))
        {
            if (paired.Length > 0)
            {
                page.Figure(
                    $"Difference in mean UF1 to {comparison.Reference.Name} with its 95 % interval over resampled subjects. Hollow: the paired permutation test, adjusted for all rows by Holm, cannot tell the two apart (p of 0.05 or more).",
                    () =>
                        DifferencePlot.Draw(
                            page.Body,
                            "Difference in UF1",
                            comparison.Reference.Name,
                            [.. paired.Select(Plot)]
                        )
                );
            }

            page.Table(
                $"Each run minus {comparison.Reference.Name}, on the samples that both predicted and the seeds that both have. p: exchange of whole subjects between the two runs, two-sided; adjusted for all rows by Holm. McNemar's exact test takes samples as independent and the averaged scores. d_z: effect size of the subjects' differences in accuracy. Last: subjects it would take to tell the two apart (level 0.05, power 0.8).",
                ["Run", "Samples", "Seeds", "Δ UF1", "95 % interval", "p", "p, Holm", "McNemar", "d_z", "Subjects"],
                comparison.Rankable.Where(run => run != comparison.Reference).Select(Row)
            );
        }
    }

    private static DifferenceRow Plot(ComparedRun run) =>
        new(
            run.Name,
            run.Pair!.Permutation.Difference,
            run.Pair.Difference.Interval.Low,
            run.Pair.Difference.Interval.High,
            run.AdjustedP!.Value
        );

    private static string[] Row(ComparedRun run) =>
        run.Pair is not { } pair
            ? [run.Name, "–", "", "", "", "", "", "", "", ""]
            :
            [
                run.Name,
                $"{pair.Samples}",
                pair.CommonSeeds.Count > 0 ? string.Join(", ", pair.CommonSeeds) : "none in common",
                Number.Difference(pair.Permutation.Difference),
                Number.DifferenceRange(pair.Difference.Interval.Low, pair.Difference.Interval.High),
                Number.P(pair.Permutation.PValue),
                Number.P(run.AdjustedP!.Value),
                Number.P(pair.McNemar.ExactP),
                Number.Signed(pair.Dz),
                pair.SubjectsNeeded is { } needed ? Number.Whole(needed) : "–",
            ];
}
