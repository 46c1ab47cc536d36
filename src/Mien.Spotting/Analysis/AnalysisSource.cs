using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Spotting.Analysis;

/// <summary>What is analysed: a recording, or a camera that makes one.</summary>
public sealed record AnalysisSource
{
    private AnalysisSource(string path, Func<IFrameSource> open) => (Path, Open) = (path, open);

    /// <summary>The recording: a video or a folder of frames.</summary>
    public string Path { get; }

    /// <summary>Opens it, or starts the camera.</summary>
    public Func<IFrameSource> Open { get; }

    /// <summary>Whether it is a camera: it cannot be read twice, and ends when it is stopped.</summary>
    public bool IsLive { get; private init; }

    /// <summary>A video or a folder of frames.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="options">How it is opened.</param>
    public static AnalysisSource Of(string path, FrameSourceOptions options) =>
        new(path, () => FrameSources.Open(path, options));

    /// <summary>A camera.</summary>
    /// <param name="camera">Which.</param>
    /// <param name="recording">Where it is recorded to.</param>
    public static AnalysisSource Of(CameraOptions camera, string recording) =>
        new(recording, () => Camera.Start(camera, recording)) { IsLive = true };

    /// <summary>Tells it from other recordings.</summary>
    internal string Identity(double folderRate) => IsLive ? "camera" : SourceIdentity.Of(Path, folderRate);

    /// <exception cref="InputFaultException">A camera is to be recorded where there is a recording already.</exception>
    internal void RequireNew(bool isResumed)
    {
        if (IsLive && isResumed)
        {
            throw new InputFaultException(
                $"{System.IO.Path.GetDirectoryName(Path)} holds a recording already: give another --out."
            );
        }
    }
}
