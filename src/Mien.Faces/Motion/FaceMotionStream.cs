using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Faces.Tracking;
using Mien.Imaging.Flow;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;
using Mien.Imaging.Strain;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Faces.Motion;

/// <summary>
/// Video to aligned crops with flow and strain from frame to frame, as fast as two processors allow: one thread reads
/// and follows the face, the caller's crops and measures. Both frames of a pair are cropped with the later one's slowly
/// varying alignment, so that a moving crop is no motion. A few frames are in memory at any time.
/// </summary>
public sealed class FaceMotionStream : IDisposable
{
    private readonly TrackedFrames _frames;
    private readonly SlowAlignment _slow;
    private readonly FaceMotionOptions _options;
    private readonly IFlowMethod _flow;
    private readonly Plane _before;
    private TrackedFrame? _last;

    /// <summary>Starts reading.</summary>
    /// <param name="source">Gray frames; the caller keeps and closes it, after this stream.</param>
    /// <param name="tracker">A tracker of its own; of several faces the one with the lowest number is measured.</param>
    /// <param name="model">The landmark model, for its mean shape.</param>
    /// <param name="options">How to measure; the defaults when null.</param>
    public FaceMotionStream(
        IFrameSource source,
        FaceTracker tracker,
        LandmarkModel model,
        FaceMotionOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        _options = options ?? new FaceMotionOptions();
        _slow = new SlowAlignment(model.MeanShape, _options.CropSize, _options.Layout);
        _flow = _options.Flow.Create(_options.CropSize, _options.CropSize);
        _before = new Plane(_options.CropSize, _options.CropSize);
        _frames = new TrackedFrames(source, tracker);
    }

    /// <summary>A frame that this stream fills.</summary>
    public FaceMotionFrame CreateFrame() => new(_options.CropSize);

    /// <summary>Measures the next frame.</summary>
    /// <param name="frame">A frame of the crop's size; overwritten.</param>
    /// <returns>False after the last frame; the source's <see cref="IFrameSource.Fault"/> says whether it was the proper end.</returns>
    public bool TryRead(FaceMotionFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_frames.Next() is not { } tracked)
        {
            return false;
        }

        (frame.Index, frame.Seconds) = (tracked.Stamp.Index, tracked.Stamp.Seconds);
        frame.Face = tracked.Faces.Count == 0 ? null : tracked.Faces[0];
        frame.HasMotion = frame.Face is { } face && _last?.Faces is [var before, ..] && before.Number == face.Number;
        Measure(tracked, frame);
        _last = tracked;
        return true;
    }

    /// <summary>Stops reading.</summary>
    public void Dispose() => _frames.Dispose();

    private void Measure(TrackedFrame tracked, FaceMotionFrame frame)
    {
        if (frame.Face is not { } face)
        {
            _slow.Break();
            return;
        }

        frame.Alignment = _slow.Next(face.Landmarks, tracked.Stamp.Seconds);
        FaceCropper.Crop(tracked.Picture, frame.Alignment, frame.Crop);
        if (!frame.HasMotion)
        {
            return;
        }

        FaceCropper.Crop(_last!.Picture, frame.Alignment, _before);
        _flow.Estimate(_before, frame.Crop, frame.Flow);
        var landmarks = frame.Alignment.ToCrop(face.Landmarks);
        frame.HeadMotion = HeadMotion.Remove(frame.Flow, _options.HeadMotion, landmarks);
        OpticalStrain.Magnitude(frame.Flow, frame.Strain, _options.Strain);
    }
}
