namespace Mien.Imaging.Media;

/// <summary>A folder with recordings in it, videos or folders of frames, as opposed to one with the frames of a video.</summary>
public static class VideoFolder
{
    private static readonly string[] Endings =
    [
        ".avi",
        ".m4v",
        ".mkv",
        ".mov",
        ".mp4",
        ".mpeg",
        ".mpg",
        ".mts",
        ".webm",
        ".wmv",
        ".y4m",
    ];

    /// <summary>
    /// The videos of a folder by name as people count, or, where it holds nothing but folders (hidden files aside), those of
    /// them that hold pictures; none where it is no folder or holds pictures.
    /// </summary>
    public static IReadOnlyList<string> Find(string path)
    {
        if (!Directory.Exists(path))
        {
            return [];
        }

        var files = Directory.EnumerateFiles(path).ToList();
        if (files.TrueForAll(IsHidden))
        {
            return [.. Directory.EnumerateDirectories(path).Where(HoldsPictures).Order(NaturalOrder.Instance)];
        }

        return files.Exists(PictureFile.IsPicture) ? [] : [.. files.Where(IsVideo).Order(NaturalOrder.Instance)];
    }

    /// <summary>Checks that what reads these videos is there, before each of them is tried.</summary>
    /// <exception cref="InputFaultException">ffmpeg is not installed.</exception>
    public static void RequireReader(IReadOnlyList<string> videos)
    {
        if (videos.Any(video => IsVideo(video) && !video.EndsWith(".y4m", StringComparison.OrdinalIgnoreCase)))
        {
            Ffmpeg.End(Ffmpeg.Start("ffprobe", ["-version"]));
        }
    }

    // What other programs leave in a folder, not what people put there.
    private static bool IsHidden(string file) => Path.GetFileName(file).StartsWith('.');

    private static bool HoldsPictures(string folder) => Directory.EnumerateFiles(folder).Any(PictureFile.IsPicture);

    private static bool IsVideo(string file) => Endings.Contains(Path.GetExtension(file).ToLowerInvariant());
}
