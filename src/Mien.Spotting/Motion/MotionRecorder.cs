using Mien.Faces.Landmarks;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Spotting.Motion;

/// <summary>Measures every face of every frame of a source and writes it down; reading runs on a thread of its own.</summary>
public sealed class MotionRecorder : IDisposable
{
    private readonly TrackedFrames _frames;
    private readonly MotionWriter _writer;
    private readonly MotionSeam? _seam;
    private readonly FaceMemory<Subject> _subjects;
    private readonly QualityMeter _quality;
    private readonly double _until;
    private readonly MotionSample _sample = new();
    private int _numbers;
    private bool _hasWritten;
    private int? _frameShift;

    /// <summary>Starts reading.</summary>
    /// <param name="source">Gray frames, at its start or, with a seam, anywhere; the caller keeps it and closes it after this.</param>
    /// <param name="tracker">A tracker of its own.</param>
    /// <param name="model">The landmark model.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="writer">Where to; the caller closes it.</param>
    /// <param name="quality">Told of every frame that is written.</param>
    /// <param name="seam">Where the file goes on; null for a new one.</param>
    /// <param name="until">The first time, in seconds, that is no more recorded.</param>
    public MotionRecorder(
        IFrameSource source,
        FaceTracker tracker,
        LandmarkModel model,
        MotionOptions options,
        MotionWriter writer,
        QualityMeter quality,
        MotionSeam? seam = null,
        double until = double.PositiveInfinity
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(tracker);
        (_writer, _quality, _seam, _until) = (writer, quality, seam, until);
        _subjects = new FaceMemory<Subject>(
            tracker.Options.ReturnSeconds,
            () => new Subject(new RegionMotionMeter(model, options)) { Number = ++_numbers }
        );
        Info = source.Info;
        if (seam is null)
        {
            _frameShift = 0;
        }
        else
        {
            seam.Enter(source);
            _numbers = seam.MostFace;
        }

        _frames = new TrackedFrames(source, tracker);
    }

    /// <summary>What the source says of itself.</summary>
    public MediaInfo Info { get; }

    /// <summary>Whether there is more than was asked for.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The highest number that a face has in what was written, the file before it included.</summary>
    public int MostFace => _numbers;

    /// <summary>Measures the next frame.</summary>
    /// <returns>Its number and time; null after the last, and at the time until which was asked for.</returns>
    public FrameStamp? Next()
    {
        while (!IsCut && _frames.Next() is { } frame)
        {
            _subjects.Pass(frame.Stamp.Seconds, frame.Faces);
            if (_frameShift is not { } shift)
            {
                WarmUp(frame);
                continue;
            }

            // After a gap in the recording the first frame may lie beyond; one at least is taken, so that it goes on.
            IsCut = _hasWritten && frame.Stamp.Seconds >= _until;
            if (!IsCut)
            {
                _hasWritten = true;
                _quality.Add(frame.Picture, frame.Stamp.Seconds, frame.Faces);
                return Write(frame, shift);
            }
        }

        return null;
    }

    /// <summary>Stops reading.</summary>
    public void Dispose() => _frames.Dispose();

    private FrameStamp Write(TrackedFrame frame, int shift)
    {
        var stamp = frame.Stamp with { Index = frame.Stamp.Index + shift };
        (_sample.Frame, _sample.Seconds, _sample.Face) = (stamp.Index, stamp.Seconds, 0);
        if (frame.Faces.Count == 0)
        {
            _writer.Add(_sample);
        }

        foreach (var face in frame.Faces)
        {
            Measure(frame, face);
            _writer.Add(_sample);
        }

        return stamp;
    }

    /// <summary>Frames that the file holds already; at the last of them the faces are told who they are.</summary>
    private void WarmUp(TrackedFrame frame)
    {
        var isSeam = _seam!.Is(frame.Stamp, Info);
        var known = new HashSet<int>();
        foreach (var face in frame.Faces)
        {
            Measure(frame, face);
            if (isSeam && _seam.Find(_sample) is { } old)
            {
                _subjects[face.Number].Number = old.Face;
                _subjects[face.Number].Meter.GoOnFrom(old, _sample);
                known.Add(face.Number);
            }
        }

        if (isSeam)
        {
            _frameShift = _seam.Frame - frame.Stamp.Index;
            Forget(known);
        }
    }

    /// <summary>Faces that the file does not know begin when they are first written, and take the next numbers.</summary>
    private void Forget(HashSet<int> known)
    {
        _numbers = _seam!.MostFace;
        _subjects.Keep(known);
    }

    private void Measure(TrackedFrame frame, TrackedFace face)
    {
        var subject = _subjects[face.Number];
        subject.Meter.Next(frame.Picture, face, frame.Stamp.Seconds, _sample);
        _sample.Face = subject.Number;
    }

    /// <summary>A face that the tracker knows, and the number it has in the file.</summary>
    private sealed class Subject(RegionMotionMeter meter)
    {
        public RegionMotionMeter Meter => meter;

        public int Number { get; set; }
    }
}
