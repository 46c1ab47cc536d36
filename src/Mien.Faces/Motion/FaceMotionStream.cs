using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.ExceptionServices;
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
    private const int Slots = 4;

    private readonly IFrameSource _source;
    private readonly FaceTracker _tracker;
    private readonly SlowAlignment _slow;
    private readonly FaceMotionOptions _options;
    private readonly IFlowMethod _flow;
    private readonly Plane _before;
    private readonly BlockingCollection<Slot> _free = [];
    private readonly BlockingCollection<Slot> _full = [];
    private readonly Thread _reader;
    private Slot? _last;
    private ExceptionDispatchInfo? _failure;
    private volatile bool _stopped;

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
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(model);
        (_source, _tracker, _options) = (source, tracker, options ?? new FaceMotionOptions());
        _slow = new SlowAlignment(model.MeanShape, _options.CropSize, _options.Layout);
        _flow = _options.Flow.Create(_options.CropSize, _options.CropSize);
        _before = new Plane(_options.CropSize, _options.CropSize);
        for (var i = 0; i < Slots; i++)
        {
            _free.Add(new Slot(source.CreateFrame()));
        }

        _reader = new Thread(ReadAll) { IsBackground = true, Name = "face tracking" };
        _reader.Start();
    }

    /// <summary>A frame that this stream fills.</summary>
    public FaceMotionFrame CreateFrame() => new(_options.CropSize);

    /// <summary>Measures the next frame.</summary>
    /// <param name="frame">A frame of the crop's size; overwritten.</param>
    /// <returns>False after the last frame; the source's <see cref="IFrameSource.Fault"/> says whether it was the proper end.</returns>
    public bool TryRead(FaceMotionFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!_full.TryTake(out var slot, Timeout.Infinite))
        {
            _failure?.Throw();
            return false;
        }

        (frame.Index, frame.Seconds, frame.Face) = (slot.Stamp.Index, slot.Stamp.Seconds, slot.Face);
        frame.Alignment = slot.Alignment;
        frame.HasMotion = slot.Face is { } face && _last?.Face?.Number == face.Number;
        if (slot.Face is not null)
        {
            Measure(slot, frame);
        }

        if (_last is { } used)
        {
            _free.Add(used);
        }

        _last = slot;
        return true;
    }

    /// <summary>Stops reading.</summary>
    public void Dispose()
    {
        _stopped = true;
        _free.CompleteAdding();
        _reader.Join();
        _free.Dispose();
        _full.Dispose();
    }

    private void Measure(Slot slot, FaceMotionFrame frame)
    {
        FaceCropper.Crop(slot.Picture, slot.Alignment, frame.Crop);
        if (!frame.HasMotion)
        {
            return;
        }

        FaceCropper.Crop(_last!.Picture, slot.Alignment, _before);
        _flow.Estimate(_before, frame.Crop, frame.Flow);
        frame.HeadMotion = HeadMotion.Remove(frame.Flow, _options.HeadMotion, slot.Landmarks);
        OpticalStrain.Magnitude(frame.Flow, frame.Strain, _options.Strain);
    }

    private void ReadAll()
    {
        try
        {
            foreach (var slot in _free.GetConsumingEnumerable())
            {
                if (_stopped || !_source.TryRead(slot.Picture, out var stamp))
                {
                    break;
                }

                slot.Stamp = stamp;
                Follow(slot);
                _full.Add(slot);
            }
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }

        _full.CompleteAdding();
    }

    private void Follow(Slot slot)
    {
        var faces = _tracker.Next(slot.Picture, slot.Stamp.Seconds);
        slot.Face = faces.Count == 0 ? null : faces[0];
        if (slot.Face is { } face)
        {
            slot.Alignment = _slow.Next(face.Landmarks, slot.Stamp.Seconds);
            slot.Landmarks = slot.Alignment.ToCrop(face.Landmarks);
        }
        else
        {
            _slow.Break();
        }
    }

    /// <summary>A frame on its way from one thread to the other.</summary>
    private sealed class Slot(ByteImage picture)
    {
        public ByteImage Picture => picture;

        public FrameStamp Stamp { get; set; }

        public TrackedFace? Face { get; set; }

        public FaceAlignment Alignment { get; set; }

        public Vector2[] Landmarks { get; set; } = [];
    }
}
