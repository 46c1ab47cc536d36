using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Comparisons;

/// <summary>Who is recognised by which run.</summary>
internal static class SubjectsSection
{
    public static void Write(Page page, Comparison comparison)
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
                            [.. comparison.Rankable.Select(run => BySubject(run, dataset.Key, subjects))],
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
}
