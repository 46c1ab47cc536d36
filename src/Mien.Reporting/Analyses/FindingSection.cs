using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;

namespace Mien.Reporting.Analyses;

/// <summary>The page's head: the recording, and what was found in a sentence and four figures.</summary>
internal static class FindingSection
{
    public static void Write(Page page, AnalysisResult result)
    {
        var (info, timeline) = (result.Info, result.Timeline);
        using (page.Body.Open("header"))
        {
            page.Paragraph("Movements of a face", "kind");
            page.Body.Element("h1", AnalysisReport.NameOf(result));
            page.Paragraph(
                $"{Clock.Length(result.Seconds)}, {info.Width} x {info.Height} pixels, {info.FrameRate:0.##} frames/s; "
                    + $"{Faces(timeline)} of {Number.Count(timeline.Frames, "frame")}."
            );
        }

        WriteFault(page, result);
        using (page.Section("finding", "What was found"))
        {
            page.Inline(("b", Sentence(result)), ("", $" {Advice(result)}"));
            if (timeline.FramesWithFace > 0)
            {
                WriteTiles(page, result);
            }
        }
    }

    /// <summary>How many faces, and in how many frames each: one of several may be followed for a part of the time only.</summary>
    private static string Faces(FaceTimeline timeline)
    {
        var faces = timeline.Faces;
        if (faces.Count <= 1)
        {
            return $"{Number.Count(faces.Count, "face")} in {Number.Whole(timeline.FramesWithFace)}";
        }

        var main = MainFaces.Of(faces, face => face.Frames);
        var others = faces.Count - main.Count;
        return $"{Number.Count(faces.Count, "face")}, {string.Join(", ", main.Select(InFrames))}"
            + (
                others > 0
                    ? $", and {Number.Count(others, "other")} more briefly; one or more in {Number.Whole(timeline.FramesWithFace)}"
                    : ""
            );
    }

    private static string InFrames(FaceSpan face) => $"face {face.Number} in {Number.Whole(face.Frames)}";

    private static void WriteFault(Page page, AnalysisResult result)
    {
        if (result.Fault is { } fault)
        {
            using (page.Body.Open("div", ("class", "note warn"), ("role", "note")))
            {
                page.Paragraph($"The recording was not read to its end: {fault}");
            }
        }
    }

    private static string Sentence(AnalysisResult result)
    {
        if (result.Timeline.FramesWithFace == 0)
        {
            return "No face was found in any frame.";
        }

        var micro = result.Events.Count(analysed => analysed.Event.Kind == EventKind.Micro);
        var macro = result.Events.Count - micro;
        return result.Events.Count == 0
            ? "A face was followed, but no movement stood out from what it does at rest."
            : $"{Number.Count(micro, "micro-expression")} and {Number.Count(macro, "longer expression")} to look at.";
    }

    private static string Advice(AnalysisResult result)
    {
        if (result.Timeline.FramesWithFace == 0)
        {
            return "So there is nothing to report. A face is found when it looks roughly at the camera, is lit, and is at least an eighth of the picture's shorter side.";
        }

        return result.Events.Count == 0
            ? "Small movements may still be there: see below what this recording can show."
            : "Each is a moment in which the face moved more than it does by itself. Watch it before you believe it.";
    }

    private static void WriteTiles(Page page, AnalysisResult result)
    {
        var micro = result.Events.Count(analysed => analysed.Event.Kind == EventKind.Micro);
        var minutes = result.Faces.Sum(face => face.Minutes);
        var alarms = result.Faces.Sum(face => face.FalseAlarmsPerMinute * face.Minutes);
        using (page.Body.Open("dl", ("class", "tiles four")))
        {
            Tile(
                page,
                "Micro-expressions",
                $"{micro}",
                $"{MicroLength.Text(result.Options.Spotter)}; about {Number.Rough(alarms)} false ones are expected in this recording"
            );
            Tile(page, "Longer expressions", $"{result.Events.Count - micro}", "up to ten seconds");
            Tile(
                page,
                "Blinks",
                $"{result.Blinks.Count}",
                (minutes >= 0.5 ? $"{result.Blinks.Count / minutes:0.#} a minute; " : "") + "not counted as expressions"
            );
            Tile(page, "Recording", Verdict(result.Quality), QualityText(result));
        }
    }

    private static void Tile(Page page, string name, string value, string text)
    {
        using (page.Body.Open("div", ("class", "tile")))
        {
            page.Body.Element("dt", name);
            page.Body.Element("dd", value, ("class", "value"));
            page.Body.Element("dd", text);
        }
    }

    private static string Verdict(IReadOnlyList<QualityFinding> quality) =>
        quality.Count == 0 ? "?"
        : quality.Any(finding => finding.Grade == QualityGrade.Poor) ? "poor"
        : quality.Any(finding => finding.Grade == QualityGrade.Fair) ? "fair"
        : "good";

    private static string QualityText(AnalysisResult result)
    {
        var worst = result
            .Quality.Where(finding => finding.Grade == QualityGrade.Poor)
            .Select(finding => finding.Name)
            .ToArray();
        var part = result.QualityParts > 1 ? ", by its worst part" : "";
        return result.Quality.Count == 0 ? "not judged"
            : worst.Length > 0 ? $"for micro-expressions{part}, because of its {string.Join(", ", worst)}"
            : $"for micro-expressions{part}";
    }
}
