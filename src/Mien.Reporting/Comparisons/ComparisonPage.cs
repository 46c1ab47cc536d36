using Mien.Reporting.Pages;

namespace Mien.Reporting.Comparisons;

/// <summary>A comparison as one HTML page: who leads, whether that is real, what was not honest, then the details.</summary>
internal static class ComparisonPage
{
    public static Page Compose(Comparison comparison)
    {
        var page = new Page("Comparison of runs – Mien");
        WriteTitle(page, comparison);
        WriteVerdict(page, comparison);
        RankSection.Write(page, comparison);
        TestSection.Write(page, comparison);
        LeakSection.Write(page, comparison);
        PartSection.Write(page, comparison);
        ClassesSection.Write(page, comparison);
        SubjectsSection.Write(page, comparison);
        MatrixSection.Write(page, comparison);
        CostSection.Write(page, comparison);
        return page;
    }

    private static void WriteTitle(Page page, Comparison comparison)
    {
        var (run, full) = (comparison.Reference.Folder.Run, comparison.Reference.Folder.Metrics.Full);
        using (page.Body.Open("header"))
        {
            page.Paragraph("Comparison", "kind");
            page.Body.Element(
                "h1",
                $"{comparison.Reference.Name} against {Number.Count(comparison.Rankable.Count - 1, "other")}"
            );
            page.Paragraph(
                $"{comparison.Reference.Name}: {run.Protocol}, {Number.Count(full.Samples, "sample")} of {Number.Count(full.Subjects, "subject")} in {string.Join(", ", comparison.Reference.Folder.Metrics.ByDataset.Keys)}; classes {string.Join(", ", full.Classes)}; {Number.Count(run.Seeds.Length, "seed")}."
            );
        }
    }

    private static void WriteVerdict(Page page, Comparison comparison)
    {
        using (page.Body.Open("div", ("class", "note")))
        {
            foreach (var sentence in Verdict.Of(comparison))
            {
                page.Paragraph(sentence);
            }
        }

        if (comparison.Runs.Any(run => run.Leaky))
        {
            using (page.Body.Open("div", ("class", "note bad"), ("role", "note")))
            {
                page.Paragraph(
                    "Runs marked (leaky) were tested on people, or near copies of clips, that their training or the choice of their epoch had seen. Their scores cannot be set against the others."
                );
            }
        }
    }
}
