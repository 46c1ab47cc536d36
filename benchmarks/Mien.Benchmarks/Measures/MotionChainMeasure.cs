using System.Diagnostics;
using Mien.Benchmarks.Duels;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Faces.Models;
using Mien.Faces.Motion;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Benchmarks.Measures;

/// <summary>
/// Video of 640x480 to aligned crops of 128x128 with TV-L1 flow and strain from frame to frame, decoding included:
/// milliseconds a frame. The video is one of the real data, made larger and repeated.
/// </summary>
internal sealed class MotionChainMeasure : IMeasure
{
    private const int Repeats = 4;
    private readonly string _video = ChainVideo.Repeated(Repeats);
    private readonly Cascade _cascade = new FaceModels().ReadCascade();
    private readonly LandmarkModel _landmarks = new FaceModels().ReadLandmarks();
    private double _best = double.MaxValue;

    /// <inheritdoc/>
    public string Name => "motion-chain";

    /// <inheritdoc/>
    public int Rounds => 4;

    /// <inheritdoc/>
    public bool RoundsAddUp => false;

    /// <inheritdoc/>
    public double Run(int round)
    {
        var start = Stopwatch.GetTimestamp();
        using var source = VideoFile.Open(_video);
        var tracker = new FaceTracker(_cascade, _landmarks, new TrackerOptions { MaxFaces = 1 });
        using var stream = new FaceMotionStream(source, tracker, _landmarks);
        var (frame, frames, measured) = (stream.CreateFrame(), 0, 0);
        while (stream.TryRead(frame))
        {
            frames++;
            measured += frame.HasMotion ? 1 : 0;
        }

        if (measured < frames - Repeats)
        {
            throw new InvalidOperationException($"motion was measured in {measured} of {frames} frames only");
        }

        var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds / frames;
        _best = Math.Min(_best, milliseconds);
        return milliseconds;
    }

    /// <inheritdoc/>
    public void Dispose() =>
        Console.Error.WriteLine(
            $"motion-chain: {1000 / _best:F0} frames/s, {Environment.WorkingSet >> 20} MB of memory"
        );
}
