using Mien.Reporting.Pages;
using Mien.Reporting.Plots;
using Mien.Spotting.Sensitivity;

namespace Mien.Reporting.Analyses;

/// <summary>What would have been found in a recording: the picture, the limits by length, and what they rest on.</summary>
internal static class SensitivitySection
{
    /// <summary>A crop spans about 176 mm of an adult's face, measured on drawn faces of known size.</summary>
    private const double MillimetresOfPixel = 176.0 / 128;

    public static void Write(Page page, SensitivityResult result)
    {
        using (page.Section("sensitivity", "What would have been found"))
        {
            if (result.Limit is not { } limit)
            {
                page.Paragraph($"Nothing could be planted: {result.Obstacle}.");
                return;
            }

            page.Paragraph(Sentence(result));
            DrawPicture(page, result, limit);
            WriteLimits(page, result);
            page.Paragraph(
                $"{Number.Count(result.Outcomes.Count, "made-up expression")} were planted into {Number.Duration(result.Seconds)} of this recording, from {result.FromSeconds:0.0} s on, in moments in which nothing else was spotted: the skin of the face was moved as action units move it, the rest of each frame was left as it was, and the same analysis was run again. Found is what set off an event of any kind at that time. What a camera's compression does to so small a motion is not in it, so for a strongly compressed recording the limits are a little too good."
            );
        }
    }

    private static string Sentence(SensitivityResult result)
    {
        var seconds = result.Durations.MinBy(duration => Math.Abs(duration - 0.25));
        return $"In this recording a movement of {seconds:0.00} s would have been found half of the time from {result.SizeInWords(0.5, seconds)} on, and nine times in ten from {result.SizeInWords(0.9, seconds)} on. A pixel is one of a face crop 128 across, about {MillimetresOfPixel:0.0} mm of an adult's face.";
    }

    private static void DrawPicture(Page page, SensitivityResult result, DetectionLimit limit)
    {
        var tried = new List<(double, double, string)>();
        foreach (var size in result.Sizes)
        {
            foreach (var seconds in result.Durations)
            {
                var (found, planted) = result.At(size, seconds);
                tried.Add((size, seconds, planted == 0 ? "" : $"{found}/{planted}"));
            }
        }

        page.Figure(
            "Chance that a movement is found, by its size and length: darker is likelier. Lines: half of the time, and nine times in ten. Numbers: found of planted.",
            () =>
                new ChancePlot(result.Sizes, result.Durations).Draw(
                    page.Body,
                    Sentence(result),
                    ("largest motion, pixels of a 128 x 128 crop", "length, seconds"),
                    limit.ChanceOf,
                    [
                        ("50 %", "contour", seconds => limit.SizeAt(0.5, seconds)),
                        ("90 %", "contour dashed", seconds => limit.SizeAt(0.9, seconds)),
                    ],
                    tried
                )
        );
    }

    private static void WriteLimits(Page page, SensitivityResult result) =>
        page.Table(
            "Smallest motion that would have been found, by its length.",
            ["Length", "Half of the time", "Nine times in ten", "Found of planted"],
            result.Durations.Select(seconds =>
            {
                var here = result.Outcomes.Where(outcome => outcome.Seconds == seconds).ToList();
                return (string[])
                    [
                        $"{seconds:0.000} s, {Number.Count((int)Math.Round(seconds * result.FrameRate), "frame")}",
                        result.SizeInWords(0.5, seconds),
                        result.SizeInWords(0.9, seconds),
                        $"{here.Count(outcome => outcome.Found)} of {here.Count}",
                    ];
            })
        );
}
