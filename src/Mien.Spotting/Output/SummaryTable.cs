using System.Text;
using Mien.Foundation;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;

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
        video.Result is not { } result
            ? [video.Name, video.Folder, "", "", "", "", "", "", "", "", "", video.Fault ?? ""]
            :
            [
                video.Name,
                video.Folder,
                Plain.Text(result.Seconds, 3),
                Plain.Text(result.Info.FrameRate, 3),
                Plain.Text(result.Timeline.Frames),
                Plain.Text(result.Timeline.FramesWithFace),
                Plain.Text(result.Faces.Count),
                Plain.Text(video.Count(EventKind.Micro)),
                Plain.Text(video.Count(EventKind.Macro)),
                Plain.Text(result.Blinks.Count),
                Plain.Text(result.Faces.Sum(face => face.FalseAlarmsPerMinute * face.Minutes), 2),
                video.Fault ?? "",
            ];
}
