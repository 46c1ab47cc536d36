using Mien.Data.Datasets;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Data.Preparation;

/// <summary>A user's own video or folder of frames as a clip, its frames counted from 1.</summary>
public static class MediaClip
{
    /// <summary>The emotion and label of a clip that nobody has coded.</summary>
    public const string Uncoded = "unknown";

    /// <summary>Whether a folder holds pictures itself, and is no dataset.</summary>
    public static bool IsFrameFolder(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path).Any(PictureFile.IsPicture);

    /// <summary>Makes the clip.</summary>
    /// <param name="path">A video, or a folder of frames.</param>
    /// <param name="onset">Number of the onset frame, from 1; null takes the first.</param>
    /// <param name="apex">Number of the apex frame, from 1; null finds one.</param>
    /// <param name="offset">Number of the last frame; null takes the last there is.</param>
    /// <exception cref="InputFaultException">Nothing is there.</exception>
    public static Clip Of(string path, int? onset = null, int? apex = null, int? offset = null)
    {
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new Clip
        {
            Dataset = "own",
            Subject = name,
            Name = name,
            Sequence = name,
            Frames = isFolder ? FramesOf(path) : [],
            Video = isFolder ? null : path,
            Onset = onset,
            Apex = apex,
            Offset = offset,
            Emotion = Uncoded,
        };
    }

    private static ClipFrame[] FramesOf(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(PictureFile.IsPicture)
                .Order(NaturalOrder.Instance)
                .Select((path, i) => new ClipFrame(i + 1, path, new FileInfo(path).Length)),
        ];
}
