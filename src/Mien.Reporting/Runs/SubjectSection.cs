using Mien.Recognition.Runs;
using Mien.Reporting.Pages;
using Mien.Reporting.Plots;

namespace Mien.Reporting.Runs;

/// <summary>Who was recognised and who was not.</summary>
internal static class SubjectSection
{
    public static void Write(Page page, RunOutcome outcome)
    {
        var datasets = outcome
            .Samples.GroupBy(sample => sample.Key.Dataset)
            .Select(dataset =>
                (Name: dataset.Key, Bars: dataset.GroupBy(sample => sample.Key.Subject).Select(Bar).ToArray())
            )
            .ToArray();
        using (page.Section("subjects", "By subject"))
        {
            page.Figure(
                "Samples of each subject (outline) and how many of them were named rightly (filled), most samples first. "
                    + "Most subjects show one or two classes only, so a subject's own UF1 would mean nothing; the pooled figures are the ones to quote.",
                () =>
                {
                    using (page.Body.Open("div", ("class", "panels")))
                    {
                        foreach (var (name, bars) in datasets)
                        {
                            SubjectPlot.Draw(
                                page.Body,
                                name,
                                [.. bars.OrderByDescending(bar => bar.Clips).ThenBy(bar => bar.Subject)]
                            );
                        }
                    }
                }
            );
            using (page.Body.Open("details"))
            {
                page.Body.Element("summary", "The numbers of this figure");
                page.Table(
                    "Samples and right predictions of each subject.",
                    ["Dataset", "Subject", "Samples", "Right", "Accuracy"],
                    datasets.SelectMany(dataset => dataset.Bars.Select(bar => Row(dataset.Name, bar)))
                );
            }
        }
    }

    private static SubjectBar Bar(IGrouping<string, SampleOutcome> subject) =>
        new(subject.Key, subject.Count(), subject.Count(sample => sample.Ensemble == sample.Truth));

    private static string[] Row(string dataset, SubjectBar bar) =>
        [dataset, bar.Subject, $"{bar.Clips}", $"{bar.Right}", Number.Share((double)bar.Right / bar.Clips)];
}
