using Mien.Reporting.Pages;
using Mien.Spotting.Analysis;

namespace Mien.Reporting.Analyses;

/// <summary>The page <c>index.html</c> of an analysis of many videos: a row a video, each leading to its report.</summary>
public static class SummaryPage
{
    /// <summary>File name in the folder of all analyses.</summary>
    public const string FileName = "index.html";

    private static readonly string[] Columns =
    [
        "Video",
        "Length",
        "Frames/s",
        "With a face",
        "Micro",
        "Longer",
        "Blinks",
        "Likely false",
        "Remark",
    ];

    /// <summary>Writes the page, whole or not at all.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="source">The name of the folder with the videos.</param>
    /// <param name="videos">What came of each.</param>
    public static void Write(string path, string source, IReadOnlyList<VideoSummary> videos)
    {
        ArgumentNullException.ThrowIfNull(videos);
        var page = new Page($"{source}: movements of faces – Mien");
        using (page.Body.Open("header"))
        {
            page.Paragraph("Movements of faces", "kind");
            page.Body.Element("h1", source);
        }

        page.Paragraph(Sentence(videos));
        using (page.Section("videos", "Videos"))
        {
            WriteTable(page, videos);
        }

        page.Write(path);
    }

    private static string Sentence(IReadOnlyList<VideoSummary> videos)
    {
        var figures = videos.Select(video => video.Figures).OfType<VideoFigures>().ToArray();
        var (micro, macro) = (figures.Sum(video => video.Micro), figures.Sum(video => video.Macro));
        var minutes = figures.Sum(video => video.Seconds) / 60;
        return $"{Number.Count(videos.Count, "video")}, {minutes:0.0} minutes: {Number.Count(micro, "micro-expression")} and {Number.Count(macro, "longer expression")} to look at. Likely false is how many of the micro-expressions are to be expected to be chance; each report says why.";
    }

    /// <summary>A table by hand: names are links.</summary>
    private static void WriteTable(Page page, IReadOnlyList<VideoSummary> videos)
    {
        using (
            page.Body.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", "Videos"))
        )
        using (page.Body.Open("table"))
        {
            using (page.Body.Open("thead"))
            using (page.Body.Open("tr"))
            {
                foreach (var name in Columns)
                {
                    page.Body.Element("th", name, ("scope", "col"));
                }
            }

            using (page.Body.Open("tbody"))
            {
                foreach (var video in videos)
                {
                    WriteRow(page, video);
                }
            }
        }
    }

    private static void WriteRow(Page page, VideoSummary video)
    {
        using (page.Body.Open("tr"))
        {
            page.Body.Inline("th", () => WriteName(page, video));
            foreach (var cell in Cells(video))
            {
                page.Body.Element("td", cell, ("class", "n"));
            }

            page.Body.Element("td", video.Fault ?? "");
        }
    }

    private static void WriteName(Page page, VideoSummary video)
    {
        if (video.Figures is null)
        {
            page.Body.Text(video.Name);
            return;
        }

        page.Body.Element("a", video.Name, ("href", $"{Uri.EscapeDataString(video.Folder)}/report.html"));
    }

    private static string[] Cells(VideoSummary video)
    {
        if (video.Figures is not { } figures)
        {
            return ["–", "–", "–", "–", "–", "–", "–"];
        }

        var share = figures.FramesWithFace / (double)Math.Max(1L, figures.Frames);
        return
        [
            Number.Duration(figures.Seconds),
            $"{figures.FrameRate:0.##}",
            $"{100 * share:0} %",
            $"{figures.Micro}",
            $"{figures.Macro}",
            $"{figures.Blinks}",
            $"{figures.ExpectedFalseMicro:0.0}",
        ];
    }
}
