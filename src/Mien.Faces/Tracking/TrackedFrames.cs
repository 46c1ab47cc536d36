using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Mien.Imaging.Media;

namespace Mien.Faces.Tracking;

/// <summary>
/// Video to frames with their faces, read and followed on a thread of their own, so that the caller measures one frame
/// while the next are found. A few frames are in memory at any time.
/// </summary>
public sealed class TrackedFrames : IDisposable
{
    // Two that the caller may look at, one to be taken and one to be read into, and one to spare.
    private const int Slots = 5;

    // A recording may last for hours. What the garbage collector keeps for later is given back once a minute of it, which
    // takes milliseconds, so that memory after hours is what it was after a minute.
    private const double TrimSeconds = 60;

    private readonly IFrameSource _source;
    private readonly FaceTracker _tracker;
    private readonly BlockingCollection<TrackedFrame> _free = [];
    private readonly BlockingCollection<TrackedFrame> _full = [];
    private readonly Thread _reader;
    private TrackedFrame? _last;
    private TrackedFrame? _lastButOne;
    private ExceptionDispatchInfo? _failure;
    private double? _trimmed;
    private volatile bool _stopped;

    /// <summary>Starts reading.</summary>
    /// <param name="source">Gray frames; the caller keeps and closes it, after this.</param>
    /// <param name="tracker">A tracker of its own.</param>
    public TrackedFrames(IFrameSource source, FaceTracker tracker)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(tracker);
        (_source, _tracker) = (source, tracker);
        for (var i = 0; i < Slots; i++)
        {
            _free.Add(new TrackedFrame(source.CreateFrame()));
        }

        _reader = new Thread(ReadAll) { IsBackground = true, Name = "face tracking" };
        _reader.Start();
    }

    /// <summary>
    /// The next frame; null after the last, when the source's <see cref="IFrameSource.Fault"/> says whether it was the
    /// proper end. A frame stays as it is until the call after the next.
    /// </summary>
    public TrackedFrame? Next()
    {
        if (!_full.TryTake(out var frame, Timeout.Infinite))
        {
            _failure?.Throw();
            return null;
        }

        if (_lastButOne is { } used)
        {
            _free.Add(used);
        }

        (_lastButOne, _last) = (_last, frame);
        return frame;
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

    private void Trim(double seconds)
    {
        _trimmed ??= seconds;
        if (seconds - _trimmed >= TrimSeconds)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _trimmed = seconds;
        }
    }

    private void ReadAll()
    {
        try
        {
            foreach (var frame in _free.GetConsumingEnumerable())
            {
                if (_stopped || !_source.TryRead(frame.Picture, out var stamp))
                {
                    break;
                }

                frame.Stamp = stamp;
                frame.Faces = _tracker.Next(frame.Picture, stamp.Seconds);
                _full.Add(frame);
                Trim(stamp.Seconds);
            }
        }
        catch (Exception failure)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }

        _full.CompleteAdding();
    }
}
