using Mien.Data.Datasets;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Data.Preparation;

/// <summary>A user's own video or folder of frames as a clip, its frames counted from 1.</summary>
public static class MediaClip
{
    /// <summary>The dataset that such clips are said to be of.</summary>
    public const string Dataset = "own";

    /// <summary>The emotion and label of a clip that nobody has coded.</summary>
    public const string Uncoded = "unknown";

    /// <summary>Whether a folder holds pictures itself, and is no dataset.</summary>
    public static bool IsFrameFolder(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path).Any(PictureFile.IsPicture);

    /// <summary>Makes the clip.</summary>
    /// <param name="path">A video, or a folder of frames.</param>
    /// <param name="onset">Number of the onset frame, from 1; null finds it.</param>
    /// <param name="apex">Number of the apex frame, from 1; null finds one.</param>
    /// <param name="offset">Number of the last frame; null takes the last there is.</param>
    /// <param name="part">The part of a video to look at; null for all of it.</param>
    /// <exception cref="InputFaultException">Nothing is there, the frames are out of order, or a folder is to be cut by time.</exception>
    public static Clip Of(string path, int? onset = null, int? apex = null, int? offset = null, TimeSlice? part = null)
    {
        var isFolder = Directory.Exists(path);
        CheckOrder(onset, apex, offset);
        if (isFolder && part is { } slice && slice != TimeSlice.All)
        {
            throw new InputFaultException(
                $"{path} is a folder of frames, which have no times: give the part by --onset and --offset, in frames."
            );
        }

        if (!isFolder && !File.Exists(path))
        {
            throw new InputFaultException($"{path} does not exist: check the path.");
        }

        var name = Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new Clip
        {
            Dataset = Dataset,
            Subject = name,
            Name = name,
            Sequence = name,
            Frames = isFolder ? FramesOf(path) : [],
            Video = isFolder ? null : path,
            VideoPart = part ?? TimeSlice.All,
            Onset = onset,
            Apex = apex,
            Offset = offset,
            Emotion = Uncoded,
        };
    }

    private static void CheckOrder(int? onset, int? apex, int? offset)
    {
        var given = new[] { onset, apex, offset }.OfType<int>().ToArray();
        if (given.Any(number => number < 1) || !given.SequenceEqual(given.Order()) || onset is { } o && o == apex)
        {
            throw new InputFaultException(
                $"The frames {string.Join(", ", given)} cannot be onset, apex and offset: number them from 1, the onset before the apex and the offset last."
            );
        }
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
