using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;

namespace Mien.Reporting.Analyses;

/// <summary>What the recording can show at all.</summary>
internal static class QualitySection
{
    public static void Write(Page page, AnalysisResult result)
    {
        if (result.Quality.Count == 0)
        {
            return;
        }

        using (page.Section("quality", "What this recording can show"))
        {
            page.Table(
                "Each property is judged for micro-expressions: good serves, fair serves with reservations, poor means that results suffer."
                    + (
                        result.QualityParts > 1
                            ? $" The recording was judged in {result.QualityParts} parts of about two minutes: frames are counted over all of them, and of every other property the worst part is told, with the verdicts of all."
                            : ""
                    ),
                ["Property", "Verdict", "Why"],
                result.Quality.Select(finding =>
                    (string[])[finding.Name, finding.Grade.ToString().ToLowerInvariant(), finding.Sentence]
                )
            );
            if (result.Timeline.Gaps.Count > 0)
            {
                page.Paragraph(Gaps(result));
            }
        }
    }

    private static string Gaps(AnalysisResult result)
    {
        var gaps = result.Timeline.Gaps;
        var shown = string.Join(", ", gaps.Take(8).Select(gap => $"{Clock.Text(gap.First)} to {Clock.Text(gap.Last)}"));
        return $"No face was seen in {Number.Count(gaps.Count, "stretch").Replace("stretchs", "stretches", StringComparison.Ordinal)}: {shown}{(gaps.Count > 8 ? " and so on" : "")}.";
    }
}
