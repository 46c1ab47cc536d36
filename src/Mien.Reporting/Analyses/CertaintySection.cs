using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;

namespace Mien.Reporting.Analyses;

/// <summary>How many of the events are likely to be false, and what is likely to have been missed.</summary>
internal static class CertaintySection
{
    private const string ByThreshold =
        "They are estimated from this very person: what the face does below the threshold is counted, and its tail above the threshold is what is reported by mistake. Small true movements below the threshold count as chance too, so the figure is rather too high than too low.";

    private const string ByNetwork =
        "They are what the probabilities of the learnt spotter lack to certainty, summed over what it reported. They hold for faces and recordings like those that it was trained on; on others it may be surer than it should be.";

    public static void Write(Page page, AnalysisResult result)
    {
        if (result.Faces.Count == 0)
        {
            return;
        }

        using (page.Section("certainty", "How sure this is"))
        {
            page.Table(
                $"False micro-expressions to expect. {(result.Options.Learnt is null ? ByThreshold : ByNetwork)}",
                ["Face", "Measured", "False alarms a minute", "In this recording"],
                Rows(result)
            );
            var options = result.Options.Spotter;
            page.Paragraph(
                $"A micro-expression here lasts {MicroLength.Text(options)}, to which its ends are found, and {options.Shortest:0.##} s at least, onset to offset "
                    + "(Yan, Wu, Liang, Chen and Fu, How Fast are the Leaked Facial Expressions, 2013); what lasts longer is counted as a longer expression. "
                    + "Movements of the lids alone are told as blinks or not at all, and those of the mouth while it speaks, eats or is covered not at all."
            );
        }
    }

    private static IEnumerable<string[]> Rows(AnalysisResult result)
    {
        var main = MainFaces.Of(result.Faces, face => face.Minutes);
        foreach (var face in main)
        {
            yield return Row($"{face.Face}", [face]);
        }

        var others = result.Faces.Except(main).ToArray();
        if (others.Length > 0)
        {
            yield return Row(Number.Count(others.Length, "other"), others);
        }
    }

    private static string[] Row(string name, FaceSummary[] faces)
    {
        var minutes = faces.Sum(face => face.Minutes);
        var alarms = faces.Sum(face => face.FalseAlarmsPerMinute * face.Minutes);
        return
        [
            name,
            Clock.Length(60 * minutes),
            Number.Rough(minutes > 0 ? alarms / minutes : 0),
            Number.Rough(alarms),
        ];
    }
}
