using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;

namespace Mien.Reporting.Analyses;

/// <summary>The course of each face through the video, with its events.</summary>
internal static class TimelineSection
{
    public static void Write(Page page, AnalysisResult result)
    {
        if (result.Faces.Count == 0)
        {
            return;
        }

        using (page.Section("timeline", "Timeline"))
        {
            var main = MainFaces.Of(result.Faces, face => face.Minutes);
            if (main.Count < result.Faces.Count)
            {
                page.Paragraph(
                    $"The {main.Count} faces that were there the longest, of {Number.Whole(result.Faces.Count)}; the events of all are in the list below.",
                    "soft"
                );
            }

            foreach (var face in main)
            {
                var name = result.Faces.Count > 1 ? $"Face {face.Face}. " : "";
                page.Figure(
                    $"{name}How far the face is from its own rest; from the dashed line on it may be an event (square-root scale, four thresholds high). "
                        + "Bars are events: blue for micro-expressions (m), green for longer ones (M), with their numbers; small ticks below are blinks. Where nothing is drawn, the face was not seen.",
                    () => TimelinePlot.Draw(page.Body, result, face)
                );
            }
        }
    }
}
