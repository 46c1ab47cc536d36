using System.Globalization;
using System.Text;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Data.LongVideos;

/// <summary>
/// Writes what is true of made-up long videos: <c>truth.csv</c> with an event a row, and <c>videos.csv</c> with a video a
/// row, so that those without an event count too. Frames are counted from 1, as datasets do.
/// </summary>
internal static class TruthTables
{
    public const string TruthName = "truth.csv";
    public const string VideosName = "videos.csv";

    private static readonly string[] EventColumns =
    [
        "video",
        "subject",
        "frame_rate",
        "kind",
        "onset",
        "apex",
        "offset",
        "onset_seconds",
        "apex_seconds",
        "offset_seconds",
        "action_units",
        "class",
        "emotion",
        "peak_px",
    ];

    private static readonly string[] VideoColumns =
    [
        "video",
        "subject",
        "file",
        "frame_rate",
        "frames",
        "seconds",
        "width",
        "height",
        "noise",
        "crop_pixel",
        "flicker",
        "codec",
        "seed",
    ];

    public static void Write(string folder, LongVideoOptions options, IReadOnlyList<Scene> scenes)
    {
        var events = new StringBuilder();
        CsvTable.AppendRow(events, EventColumns);
        var videos = new StringBuilder();
        CsvTable.AppendRow(videos, VideoColumns);
        foreach (var scene in scenes)
        {
            foreach (var e in SceneTruth.Of(scene))
            {
                CsvTable.AppendRow(events, Row(scene, e));
            }

            CsvTable.AppendRow(videos, Row(scene, options));
        }

        AtomicFile.WriteText(Path.Combine(folder, TruthName), events.ToString());
        AtomicFile.WriteText(Path.Combine(folder, VideosName), videos.ToString());
    }

    /// <summary>The file that a scene is filmed to.</summary>
    public static string FileOf(Scene scene, VideoCodec codec) =>
        scene.Name
        + codec switch
        {
            VideoCodec.MotionJpeg => ".avi",
            VideoCodec.H264 => ".mp4",
            _ => ".mkv",
        };

    private static string[] Row(Scene scene, LongVideoEvent e) =>
        [
            scene.Name,
            scene.Subject,
            Text(scene.FrameRate),
            e.Kind,
            Text(e.Onset + 1),
            Text(e.Apex + 1),
            Text(e.Offset + 1),
            Text(e.Onset / (double)scene.FrameRate),
            Text(e.Apex / (double)scene.FrameRate),
            Text(e.Offset / (double)scene.FrameRate),
            e.ActionUnits,
            e.Class,
            e.Emotion,
            e.Peak is { } peak ? Text(peak) : "",
        ];

    private static string[] Row(Scene scene, LongVideoOptions options) =>
        [
            scene.Name,
            scene.Subject,
            FileOf(scene, options.Codec),
            Text(scene.FrameRate),
            Text(scene.Frames),
            Text(scene.Seconds),
            Text(scene.View.Width),
            Text(scene.View.Height),
            Text(scene.Noise),
            Text(scene.CropPixel),
            options.MainsHertz is { } hertz ? Text(hertz) : "",
            options.Codec.ToString().ToLowerInvariant(),
            options.Seed.ToString(CultureInfo.InvariantCulture),
        ];

    private static string Text(double value) => Math.Round(value, 5).ToString(CultureInfo.InvariantCulture);
}
