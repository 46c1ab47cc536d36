namespace Mien.Imaging.Media;

/// <summary>Which camera, and how.</summary>
public sealed record CameraOptions
{
    /// <summary>
    /// The device as the system names it: on Linux a number or /dev/video0, on macOS a number or a name of AVFoundation, on Windows a
    /// name of DirectShow; <c>lavfi:GRAPH</c> is a source that ffmpeg makes up, to try things without a camera. Empty is the first
    /// camera.
    /// </summary>
    public string Device { get; init; } = "";

    /// <summary>Size of the frames, such as 1280x720; the camera's own when null.</summary>
    public string? Size { get; init; }

    /// <summary>Frames a second; the camera's own when null.</summary>
    public double? Rate { get; init; }

    /// <summary>Seconds after which it ends by itself; null to go on until it is stopped.</summary>
    public double? Seconds { get; init; }
}
