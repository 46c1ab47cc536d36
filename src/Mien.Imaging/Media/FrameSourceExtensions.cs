using Mien.Imaging.Pictures;

namespace Mien.Imaging.Media;

/// <summary>What every frame source can do by means of its two methods.</summary>
public static class FrameSourceExtensions
{
    /// <summary>An empty picture of the size and channels that the source fills.</summary>
    public static ByteImage CreateFrame(this IFrameSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ByteImage(source.Info.Width, source.Info.Height, source.Color == FrameColor.Gray ? 1 : 3);
    }

    /// <summary>The remaining frames, each in a picture of its own: for clips, not for hours.</summary>
    public static IEnumerable<(ByteImage Frame, FrameStamp Stamp)> ReadAll(this IFrameSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        for (var frame = source.CreateFrame(); source.TryRead(frame, out var stamp); frame = source.CreateFrame())
        {
            yield return (frame, stamp);
        }
    }

    internal static void CheckTarget(this IFrameSource source, ByteImage target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var channels = source.Color == FrameColor.Gray ? 1 : 3;
        if (target.Width != source.Info.Width || target.Height != source.Info.Height || target.Channels != channels)
        {
            throw new ArgumentException(
                $"the picture is {target.Width} x {target.Height} x {target.Channels}, the frames are {source.Info.Width} x {source.Info.Height} x {channels}",
                nameof(target)
            );
        }
    }
}
