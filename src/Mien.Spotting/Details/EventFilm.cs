using System.Numerics;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;
using Mien.Spotting.Events;

namespace Mien.Spotting.Details;

/// <summary>Reads an event's frames from the recording again. One serves one thread.</summary>
internal sealed class EventFilm : IDisposable
{
    private const double Before = 0.1;
    private const double After = 0.1;
    private const int MostPictures = 22;
    private const double Room = 0.35;

    private readonly IFrameSource _source;
    private readonly LandmarkFitter _fitter;
    private readonly ByteImage _frame;

    /// <summary>Opens the recording a second time.</summary>
    public EventFilm(string path, FrameSourceOptions options, LandmarkModel landmarks)
    {
        _source = FrameSources.Open(path, options);
        _fitter = new LandmarkFitter(landmarks);
        _frame = _source.CreateFrame();
    }

    /// <summary>The event's frames; null when the recording gives them no longer.</summary>
    public EventFrames? Read(FaceEvent happened)
    {
        var interval = 1 / _source.Info.FrameRate;
        var (first, last) = (
            Math.Max(0, happened.OnsetSeconds - Before),
            happened.OffsetSeconds + After + (interval / 2)
        );
        var step = Math.Max(interval, (last - first) / (MostPictures - 2));
        var cut = CutOf(happened);
        var (pictures, seconds) = (new List<ByteImage>(), new List<double>());
        var (onset, apex, due) = (-1, -1, first);
        _source.Seek(first);
        while (_source.TryRead(_frame, out var stamp) && stamp.Seconds <= last)
        {
            var isOnset = Math.Abs(stamp.Seconds - happened.OnsetSeconds) < interval / 2;
            var isApex = Math.Abs(stamp.Seconds - happened.ApexSeconds) < interval / 2;
            if (!isOnset && !isApex && stamp.Seconds < due - 1e-6)
            {
                continue;
            }

            (onset, apex) = (isOnset ? pictures.Count : onset, isApex ? pictures.Count : apex);
            pictures.Add(Cut(cut));
            seconds.Add(stamp.Seconds);
            due = stamp.Seconds + step;
        }

        return onset < 0 || apex < 0
            ? null
            : EventFrames.Of(
                pictures,
                seconds,
                onset,
                apex,
                LandmarksIn(pictures[onset], happened.OnsetBox, cut),
                LandmarksIn(pictures[apex], happened.ApexBox, cut)
            );
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private Vector2[] LandmarksIn(ByteImage picture, FaceBox box, (int Left, int Top, int Width, int Height) cut)
    {
        var points = new Vector2[Shape68.Count];
        _fitter.FitNear(picture, box with { X = box.X - cut.Left, Y = box.Y - cut.Top }, points);
        return points;
    }

    /// <summary>What both faces need, with room around them.</summary>
    private (int Left, int Top, int Width, int Height) CutOf(FaceEvent happened)
    {
        var (a, b) = (happened.OnsetBox, happened.ApexBox);
        var room = Room * Math.Max(a.Width, b.Width);
        var left = (int)Math.Clamp(Math.Min(a.X, b.X) - room, 0, _frame.Width - 8);
        var top = (int)Math.Clamp(Math.Min(a.Y, b.Y) - room, 0, _frame.Height - 8);
        var right = (int)Math.Clamp(Math.Max(a.X + a.Width, b.X + b.Width) + room, left + 8, _frame.Width);
        var bottom = (int)Math.Clamp(Math.Max(a.Y + a.Height, b.Y + b.Height) + room, top + 8, _frame.Height);
        return (left, top, right - left, bottom - top);
    }

    private ByteImage Cut((int Left, int Top, int Width, int Height) cut)
    {
        var picture = new ByteImage(cut.Width, cut.Height, 1);
        for (var y = 0; y < cut.Height; y++)
        {
            _frame.Row(cut.Top + y).Slice(cut.Left, cut.Width).CopyTo(picture.Row(y));
        }

        return picture;
    }
}
