using System.Text;
using Mien.Foundation;
using Mien.Spotting.Analysis;

namespace Mien.Spotting.Output;

/// <summary>The file <c>summary.csv</c> of an analysis of many videos: a row a video.</summary>
public static class SummaryTable
{
    /// <summary>File name in the folder of all analyses.</summary>
    public const string FileName = "summary.csv";

    private static readonly string[] Columns =
    [
        "video",
        "folder",
        "seconds",
        "frame_rate",
        "frames",
        "frames_with_face",
        "faces",
        "micro",
        "macro",
        "blinks",
        "expected_false_micro",
        "fault",
    ];

    /// <summary>Writes the table, whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<VideoSummary> videos)
    {
        ArgumentNullException.ThrowIfNull(videos);
        var text = new StringBuilder();
        CsvTable.AppendRow(text, Columns);
        foreach (var video in videos)
        {
            CsvTable.AppendRow(text, Row(video));
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static string[] Row(VideoSummary video) =>
        video.Figures is not { } figures
            ? [video.Name, video.Folder, "", "", "", "", "", "", "", "", "", video.Fault ?? ""]
            :
            [
                video.Name,
                video.Folder,
                Plain.Text(figures.Seconds, 3),
                Plain.Text(figures.FrameRate, 3),
                Plain.Text(figures.Frames),
                Plain.Text(figures.FramesWithFace),
                Plain.Text(figures.Faces),
                Plain.Text(figures.Micro),
                Plain.Text(figures.Macro),
                Plain.Text(figures.Blinks),
                Plain.Text(figures.ExpectedFalseMicro, 2),
                video.Fault ?? "",
            ];
}
