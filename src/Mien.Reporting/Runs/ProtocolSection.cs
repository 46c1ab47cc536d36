using Mien.Recognition.Runs;
using Mien.Reporting.Pages;

namespace Mien.Reporting.Runs;

/// <summary>What the protocol means, and what a reader must keep in mind with these data.</summary>
internal static class ProtocolSection
{
    public static void Write(Page page, RunFolder folder)
    {
        using (page.Section("protocol", "What the protocol means"))
        {
            page.Paragraph(ProtocolText.Of(folder.Run.Protocol).Meaning);
            var remarks = folder.Run.Remarks.Concat(Cautions(folder)).ToArray();
            if (remarks.Length == 0)
            {
                return;
            }

            using (page.Body.Open("div", ("class", "note warn"), ("role", "note")))
            {
                foreach (var remark in remarks)
                {
                    page.Paragraph(remark);
                }
            }
        }
    }

    private static IEnumerable<string> Cautions(RunFolder folder)
    {
        if (folder.Metrics.Seeds.Length == 1)
        {
            yield return "One seed was run: the spread over seeds is not known, and the interval covers subjects alone.";
        }

        if (folder.Metrics.Full is { LinearBaseline: { } linear } full && full.Uf1.Mean < linear.Uf1)
        {
            yield return $"The UF1 of {Number.Share(full.Uf1.Mean)} does not pass that of a linear support vector machine on the same "
                + $"folds ({Number.Share(linear.Uf1)}).";
        }

        foreach (var (name, part) in folder.Metrics.ByDataset)
        {
            var absent = part.PerClass.Where(summary => summary.Truths == 0).Select(summary => summary.Name).ToArray();
            if (absent.Length > 0)
            {
                yield return $"{name} has no sample of class {string.Join(", ", absent)}, which counts as 0 in its means over classes: "
                    + $"its UF1 and UAR cannot exceed {Number.Share(1 - ((double)absent.Length / part.Classes.Length))}.";
            }

            if (part.Accuracy.Ensemble <= part.MajorityBaseline.Accuracy)
            {
                yield return $"On {name} the accuracy of {Number.Share(part.Accuracy.Ensemble)} is no better than always naming the "
                    + $"most frequent class ({Number.Share(part.MajorityBaseline.Accuracy)}): quote UF1 and UAR there.";
            }

            if (part.Subjects < 20)
            {
                yield return $"{name} has {Number.Count(part.Subjects, "subject")}: its interval is wide, and differences inside it mean little.";
            }
        }
    }
}
