using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;
using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;

namespace Mien.Reporting.Analyses;

/// <summary>The page <c>report.html</c> of an analysed video: what moved when, on what recording, and what that does not mean.</summary>
public static class AnalysisReport
{
    /// <summary>Writes the page.</summary>
    public static void Write(string path, AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var page = new Page($"{Path.GetFileName(result.Info.Path)} – Mien");
        WriteTitle(page, result.Info, result.Timeline, result.Events);
        WriteEvents(page, result.Events);
        WriteQuality(page, result.Quality);
        WriteLimits(page);
        page.Write(path);
    }

    private static void WriteTitle(Page page, MediaInfo info, FaceTimeline timeline, IReadOnlyList<FaceEvent> events)
    {
        using (page.Body.Open("header"))
        {
            page.Paragraph("Movements of a face", "kind");
            page.Body.Element("h1", Path.GetFileName(info.Path));
            page.Paragraph(
                $"{info.Width} x {info.Height} pixels, {info.FrameRate:0.##} frames/s, {Number.Count(timeline.Frames, "frame")}, {timeline.FramesWithFace} of them with a face."
            );
        }

        page.Paragraph(Finding(timeline, events));
    }

    private static string Finding(FaceTimeline timeline, IReadOnlyList<FaceEvent> events)
    {
        if (timeline.FramesWithFace == 0)
        {
            return "No face was found in any frame, so there is nothing to report: check that a face is in view, upright, lit, and at least an eighth of the picture's shorter side.";
        }

        var micro = events.Count(happened => happened.Kind == EventKind.Micro);
        return events.Count == 0
            ? "A face was followed, but no movement stood out from what it does at rest."
            : $"{Number.Count(micro, "micro-expression")} and {Number.Count(events.Count - micro, "longer expression")} to look at.";
    }

    private static void WriteEvents(Page page, IReadOnlyList<FaceEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        using (page.Section("events", "Events"))
        {
            page.Table(
                "Movements, in order of time. Left and right are the person's own; pixels are those of a face crop 128 across.",
                ["Event", "Kind", "Onset (s)", "Apex (s)", "Offset (s)", "Face", "What moved"],
                events.Select(
                    (happened, i) =>
                        (string[])
                            [
                                $"{i + 1}",
                                happened.Kind == EventKind.Micro ? "micro" : "macro",
                                $"{happened.OnsetSeconds:0.000}",
                                $"{happened.ApexSeconds:0.000}",
                                $"{happened.OffsetSeconds:0.000}",
                                $"{happened.Face}",
                                MovementWords.Of(happened),
                            ]
                )
            );
        }
    }

    private static void WriteQuality(Page page, IReadOnlyList<QualityFinding> quality)
    {
        using (page.Section("quality", "Quality of the recording"))
        {
            page.Table(
                "What the recording can show.",
                ["Property", "Verdict", "Why"],
                quality.Select(finding =>
                    (string[])[finding.Name, finding.Grade.ToString().ToLowerInvariant(), finding.Sentence]
                )
            );
        }
    }

    private static void WriteLimits(Page page)
    {
        using (page.Section("limits", "What this is not"))
        {
            page.Paragraph(
                "Movements of a face are measured here; what a person feels or thinks is not. Nothing in this report says whether somebody lies."
            );
        }
    }
}
