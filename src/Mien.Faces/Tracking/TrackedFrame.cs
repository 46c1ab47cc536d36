using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tracking;

/// <summary>A frame of a video with the faces in it; its picture is used again for later frames.</summary>
public sealed class TrackedFrame
{
    internal TrackedFrame(ByteImage picture) => Picture = picture;

    /// <summary>The frame, gray.</summary>
    public ByteImage Picture { get; }

    /// <summary>When it was shown.</summary>
    public FrameStamp Stamp { get; internal set; }

    /// <summary>The faces in it, by number.</summary>
    public IReadOnlyList<TrackedFace> Faces { get; internal set; } = [];
}
