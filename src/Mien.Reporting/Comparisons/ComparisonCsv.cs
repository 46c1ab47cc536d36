using System.Globalization;
using System.Text;
using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Runs;

namespace Mien.Reporting.Comparisons;

/// <summary>A comparison as a table for programs: a row for each run and part, all digits.</summary>
internal static class ComparisonCsv
{
    private static readonly string[] Tests =
    [
        "paired_samples",
        "paired_seeds",
        "difference",
        "difference_low",
        "difference_high",
        "permutation_p",
        "permutation_p_holm",
        "mcnemar_p",
        "dz",
        "subjects_needed",
    ];

    /// <summary>What the same model scores without the leak; empty for an honest run.</summary>
    private static readonly string[] Honest = ["honest_protocol", "honest_uf1", "honest_uar", "honest_accuracy"];

    public static string Compose(Comparison comparison)
    {
        var text = new StringBuilder();
        CsvTable.AppendRow(
            text,
            [
                "run",
                "model",
                "protocol",
                "leaky",
                "part",
                "samples",
                "subjects",
                "seeds",
                .. Figure.All.SelectMany(figure =>
                    new[] { figure.Name, $"{figure.Name}_sd", $"{figure.Name}_low", $"{figure.Name}_high" }
                ),
                "parameters",
                "train_seconds",
                "inference_microseconds",
                "peak_bytes",
                .. Tests,
                .. Honest,
                "seed_numbers",
            ]
        );
        foreach (var run in comparison.Runs)
        {
            AppendPart(text, run, "full", run.Folder.Metrics.Full);
            foreach (var (name, part) in run.Folder.Metrics.ByDataset)
            {
                AppendPart(text, run, name, part);
            }
        }

        return text.ToString();
    }

    private static void AppendPart(StringBuilder text, ComparedRun run, string name, PartMetrics part) =>
        CsvTable.AppendRow(
            text,
            [
                run.Name,
                run.Folder.Run.Model,
                run.Folder.Run.Protocol,
                run.Folder.Run.Leaky ? "leaky" : "",
                name,
                $"{part.Samples}",
                $"{part.Subjects}",
                $"{run.Folder.Metrics.Seeds.Length}",
                .. Figure.All.SelectMany(figure => Cells(part[figure])),
                $"{run.Folder.Run.Parameters}",
                Text(run.Folder.Timing?.TrainSeconds),
                Text(run.Folder.Timing?.InferenceMicroseconds),
                $"{run.Folder.Timing?.PeakBytes}",
                .. name == "full" && run.Pair is { } pair ? Cells(pair, run.AdjustedP) : Tests.Select(_ => ""),
                .. name == "full" && run.Folder.Run.SubjectIndependent is { } honest
                    ? Cells(honest)
                    : Honest.Select(_ => ""),
                string.Join(' ', run.Outcome.Seeds),
            ]
        );

    private static string[] Cells(FigureSummary figure) =>
        [Text(figure.Mean), Text(figure.Sd), Text(figure.Interval[0]), Text(figure.Interval[1])];

    private static string[] Cells(RunComparison pair, double? adjusted) =>
        [
            $"{pair.Samples}",
            pair.CommonSeeds.Count > 0 ? string.Join(' ', pair.CommonSeeds) : "none in common",
            Text(pair.Permutation.Difference),
            Text(pair.Difference.Interval.Low),
            Text(pair.Difference.Interval.High),
            Text(pair.Permutation.PValue),
            Text(adjusted),
            Text(pair.McNemar.ExactP),
            Text(pair.Dz),
            $"{pair.SubjectsNeeded}",
        ];

    private static string[] Cells(SubjectIndependentScore honest) =>
        [honest.Protocol, Text(honest.Uf1), Text(honest.Uar), Text(honest.Accuracy)];

    private static string Text(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
