using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>A comparison as one HTML page.</summary>
internal static class ComparisonPage
{
    public static Page Compose(Comparison comparison)
    {
        var page = new Page("Comparison of runs – Mien");
        WriteTitle(page, comparison);
        WriteScores(page, comparison);
        WriteTests(page, comparison);
        WriteDatasets(page, comparison);
        WriteClasses(page, comparison);
        WriteSubjects(page, comparison);
        WriteConfusion(page, comparison);
        WriteCost(page, comparison);
        return page;
    }

    private static void WriteTitle(Page page, Comparison comparison)
    {
        var full = comparison.Reference.Folder.Metrics.Full;
        using (page.Body.Open("header"))
        {
            page.Paragraph("Comparison", "kind");
            page.Body.Element(
                "h1",
                $"{comparison.Reference.Name} against {Number.Count(comparison.Runs.Count - 1, "run")}"
            );
            page.Paragraph(
                $"{comparison.Reference.Name}: {Number.Count(full.Samples, "sample")} of {Number.Count(full.Subjects, "subject")}; classes {string.Join(", ", full.Classes)}."
            );
        }

        using (page.Body.Open("div", ("class", "note")))
        {
            foreach (var sentence in Verdict.Of(comparison))
            {
                page.Paragraph(sentence);
            }
        }

        if (comparison.Runs.Any(run => run.Folder.Run.Leaky))
        {
            using (page.Body.Open("div", ("class", "note bad"), ("role", "note")))
            {
                page.Paragraph(
                    "Runs marked (leaky) were tested on people or near copies of clips that their training had seen. Their scores cannot be set against the others."
                );
            }
        }
    }

    private static void WriteScores(Page page, Comparison comparison)
    {
        using (page.Section("scores", "Scores"))
        {
            page.Table(
                "Mean ± deviation over seeds, with the 95 % interval over subjects of UF1 and UAR.",
                ["Run", "Seeds", "UF1", "", "UAR", "", "Accuracy"],
                comparison.Runs.Select(run =>
                    Scores(run.Name, run.Folder.Metrics.Full, run.Folder.Metrics.Seeds.Length)
                )
            );
            page.Figure(
                "UF1 of each run over all its samples.",
                () => IntervalPlot.Draw(page.Body, "UF1 of each run", [.. comparison.Runs.Select(Row)])
            );
        }
    }

    private static string[] Scores(string name, PartMetrics part, int seeds) =>
        [
            name,
            $"{seeds}",
            Number.Spread(part.Uf1.Mean, part.Uf1.Sd, seeds),
            Number.Range(part.Uf1.Interval),
            Number.Spread(part.Uar.Mean, part.Uar.Sd, seeds),
            Number.Range(part.Uar.Interval),
            Number.Spread(part.Accuracy.Mean, part.Accuracy.Sd, seeds),
        ];

    private static IntervalRow Row(ComparedRun run)
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
            run.Folder.Run.SubjectIndependent?.Uf1
        );
    }

    private static void WriteTests(Page page, Comparison comparison)
    {
        using (page.Section("tests", "Against the reference"))
        {
            page.Table(
                $"Each run minus {comparison.Reference.Name}, on the samples that both predicted. p: exchange of whole subjects between the two runs, two-sided; adjusted for all rows by Holm. McNemar's exact test takes samples as independent and the averaged scores. Last: subjects it would take to tell the two apart (level 0.05, power 0.8).",
                ["Run", "Samples", "Δ UF1", "95 % interval", "p", "p, adjusted", "McNemar p", "d_z", "Subjects needed"],
                comparison.Runs.Skip(1).Select(Tests)
            );
        }
    }

    private static string[] Tests(ComparedRun run) =>
        run.Pair is not { } pair
            ? [run.Name, "not paired", "", "", "", "", "", "", ""]
            :
            [
                run.Name,
                $"{pair.Samples}",
                Number.Difference(pair.Permutation.Difference),
                $"[{Number.Difference(pair.Difference.Interval.Low)}, {Number.Difference(pair.Difference.Interval.High)}]",
                Number.P(pair.Permutation.PValue),
                Number.P(run.AdjustedP!.Value),
                Number.P(pair.McNemar.ExactP),
                Number.Difference(pair.Dz)[..5],
                pair.SubjectsNeeded is { } needed ? Number.Whole(needed) : "–",
            ];

    private static void WriteDatasets(Page page, Comparison comparison)
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
                comparison.Runs.Select(run =>
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

    private static void WriteClasses(Page page, Comparison comparison)
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
                        [.. comparison.Runs.Select(run => ByClass(run, classes))],
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

    private static void WriteSubjects(Page page, Comparison comparison)
    {
        using (page.Section("subjects", "By subject"))
        {
            page.Figure(
                "Share of each subject's samples that were named rightly, by the seeds' averaged scores; darker is better, a dash means that the run lacks the subject. Subjects with most samples come first.",
                () =>
                {
                    foreach (var dataset in comparison.Reference.Outcome.Samples.GroupBy(sample => sample.Key.Dataset))
                    {
                        var subjects = dataset
                            .GroupBy(sample => sample.Key.Subject)
                            .OrderByDescending(subject => subject.Count())
                            .ThenBy(subject => subject.Key)
                            .Select(subject => subject.Key)
                            .ToArray();
                        HeatPlot.Draw(
                            page.Body,
                            dataset.Key,
                            subjects,
                            [.. comparison.Runs.Select(run => BySubject(run, dataset.Key, subjects))],
                            numbers: false
                        );
                    }
                }
            );
        }
    }

    private static HeatRow BySubject(ComparedRun run, string dataset, string[] subjects)
    {
        var right = run
            .Outcome.Samples.Where(sample => sample.Key.Dataset == dataset)
            .GroupBy(sample => sample.Key.Subject)
            .ToDictionary(subject => subject.Key, subject => subject.Average(s => s.Ensemble == s.Truth ? 1.0 : 0));
        return new HeatRow(
            run.Name,
            [.. subjects.Select(subject => right.TryGetValue(subject, out var share) ? share : (double?)null)]
        );
    }

    private static void WriteConfusion(Page page, Comparison comparison)
    {
        using (page.Section("confusion", "Confusion"))
        {
            page.Figure(
                "Counts over all samples, of the seeds' averaged scores; rows are the truth.",
                () =>
                {
                    using (page.Body.Open("div", ("class", "panels")))
                    {
                        foreach (var run in comparison.Runs)
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

    private static void WriteCost(Page page, Comparison comparison)
    {
        using (page.Section("cost", "Cost and origin"))
        {
            page.Table(
                "Training covers all folds and seeds. Times compare only where machine and threads are the same.",
                ["Run", "Protocol", "Parameters", "Training", "A sample", "Machine", "Mien"],
                comparison.Runs.Select(run =>
                    (string[])
                        [
                            run.Name,
                            run.Folder.Run.Protocol,
                            run.Folder.Run.Parameters is { } count ? Number.Whole(count) : "–",
                            run.Folder.Timing is { } timing ? Number.Duration(timing.TrainSeconds) : "–",
                            run.Folder.Timing?.InferenceMicroseconds is { } micro ? Number.Duration(micro / 1e6) : "–",
                            $"{run.Folder.Run.Machine.InstructionSet}, {Number.Count(run.Folder.Run.Machine.Threads, "thread")}",
                            run.Folder.Run.Version,
                        ]
                )
            );
        }
    }
}
