namespace Mien.Imaging.Media;

/// <summary>What a source says about itself before a frame is read.</summary>
public sealed record MediaInfo
{
    /// <summary>The file or folder.</summary>
    public required string Path { get; init; }

    /// <summary>Columns of a delivered frame, after the rotation flag was obeyed.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of a delivered frame, after the rotation flag was obeyed.</summary>
    public required int Height { get; init; }

    /// <summary>Frames a second, averaged over the source.</summary>
    public required double FrameRate { get; init; }

    /// <summary>How many frames are to be expected; null when only reading can tell. Containers may be wrong.</summary>
    public int? ExpectedFrames { get; init; }

    /// <summary>Degrees, clockwise, by which stored frames are turned before they are delivered: 0, 90, 180 or 270.</summary>
    public int Rotation { get; init; }

    /// <summary>Name of the codec, such as h264, mjpeg or png.</summary>
    public required string Codec { get; init; }

    /// <summary>Bits a second of the video stream; null when unknown.</summary>
    public long? BitRate { get; init; }
}
