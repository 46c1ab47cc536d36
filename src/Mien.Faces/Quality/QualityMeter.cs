using System.Numerics;
using Mien.Faces.Landmarks;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Quality;

/// <summary>
/// Measures whether a recording can show micro-expressions: rate, lost and repeated frames, lamp flicker, compression,
/// blur, size of the face, motion of the head. It is fed frame by frame, and its memory is bounded however many there are.
/// </summary>
public sealed class QualityMeter
{
    // Enough to tell a lamp's flicker, which is the same all the time.
    private const int MostBrightness = 1 << 14;
    private const int Stride = 4;

    // A repeated frame differs from the one before by less than this share of what frames usually differ by.
    private const double RepeatShare = 0.1;
    private const int FewestChanges = 3;

    private readonly CountedSeries _intervals = new(DroppedIn);
    private readonly CountedSeries _changes = new(RepeatedIn);
    private readonly List<double> _brightness = [];
    private readonly ThinnedSeries _blurs = new();
    private readonly ThinnedSeries _blocks = new();
    private readonly ThinnedSeries _widths = new();
    private readonly ThinnedSeries _speeds = new();
    private byte[] _before = [];
    private byte[] _sample = [];
    private double _seconds;
    private (int Number, Vector2 Place, double Seconds)? _head;
    private int _frames;

    /// <summary>Nothing is metered yet.</summary>
    /// <param name="before">Time of the frame before the first, of a part of a recording; NaN where there is none.</param>
    public QualityMeter(double before = double.NaN) => (_seconds, FirstSeconds) = (before, double.NaN);

    /// <summary>Frames taken in.</summary>
    internal int Frames => _frames;

    /// <summary>Frames that are missing among them, or before the first.</summary>
    internal long Dropped => _intervals.Total;

    /// <summary>Frames among them that repeat the one before.</summary>
    internal long Repeated => _changes.Known < FewestChanges ? 0 : _changes.Total;

    /// <summary>Time of the first frame; NaN before there is one.</summary>
    internal double FirstSeconds { get; private set; }

    /// <summary>Time of the last frame.</summary>
    internal double LastSeconds => _seconds;

    /// <summary>Takes in a frame.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="seconds">Its time.</param>
    /// <param name="faces">The faces in it; the first is measured.</param>
    public void Add(ByteImage gray, double seconds, IReadOnlyList<TrackedFace> faces)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentNullException.ThrowIfNull(faces);
        AddTime(seconds);
        AddLight(gray);
        if (_frames++ % 8 == 0)
        {
            _blocks.Add(Sharpness.Blockiness(gray));
        }

        if (faces.Count == 0)
        {
            _head = null;
            return;
        }

        AddFace(gray, seconds, faces[0]);
    }

    /// <summary>The findings, in a fixed order; those that were never measured are left out.</summary>
    /// <param name="info">What the source says of itself.</param>
    public IReadOnlyList<QualityFinding> Report(MediaInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var interval = _intervals.Known > 0 ? _intervals.Percentile(0.5) : 1 / info.FrameRate;
        return
        [
            .. new[]
            {
                Rate(interval),
                QualityVerdicts.Dropped(Dropped, _frames),
                QualityVerdicts.Repeated(Repeated, _frames),
                LampFlicker.Measure(_brightness, 1 / interval),
                QualityVerdicts.Blocks(_blocks.IsEmpty ? null : _blocks.Percentile(0.5), info),
                _blurs.IsEmpty ? null : QualityVerdicts.Blur(_blurs.Percentile(0.5)),
                _widths.IsEmpty ? null : QualityVerdicts.Face(_widths.Percentile(0.5)),
                _speeds.IsEmpty ? null : QualityVerdicts.Head(_speeds.Percentile(0.95)),
            }.OfType<QualityFinding>(),
        ];
    }

    private void AddTime(double seconds)
    {
        if (!double.IsNaN(_seconds))
        {
            _intervals.Add(seconds - _seconds);
        }

        FirstSeconds = _frames == 0 ? seconds : FirstSeconds;
        _seconds = seconds;
    }

    /// <summary>Mean brightness, and mean change since the frame before, on every fourth pixel each way.</summary>
    private void AddLight(ByteImage gray)
    {
        var count = ((gray.Width + Stride - 1) / Stride) * ((gray.Height + Stride - 1) / Stride);
        if (_sample.Length != count)
        {
            (_sample, _before) = (new byte[count], []);
        }

        var (sum, change, at) = (0L, 0L, 0);
        for (var y = 0; y < gray.Height; y += Stride)
        {
            var row = gray.Row(y);
            for (var x = 0; x < row.Length; x += Stride, at++)
            {
                sum += row[x];
                change += _before.Length > 0 ? Math.Abs(row[x] - _before[at]) : 0;
                _sample[at] = row[x];
            }
        }

        if (_brightness.Count < MostBrightness)
        {
            _brightness.Add((double)sum / count);
        }

        if (_before.Length > 0)
        {
            _changes.Add((double)change / count);
            (_before, _sample) = (_sample, _before);
        }
        else
        {
            (_before, _sample) = (_sample, new byte[count]);
        }
    }

    private void AddFace(ByteImage gray, double seconds, TrackedFace face)
    {
        var points = face.Landmarks.ToArray();
        var place = Shape68.Center(points, Shape68.NoseBridge);
        _widths.Add(face.Box.Width);
        if (_frames % 8 == 1)
        {
            _blurs.Add(Sharpness.Blur(gray, face.Box));
        }

        if (_head is { } head && head.Number == face.Number && seconds > head.Seconds)
        {
            var speed = Vector2.Distance(place, head.Place) / (seconds - head.Seconds);
            _speeds.Add(speed / face.Box.Width);
        }

        _head = (face.Number, place, seconds);
    }

    /// <summary>Where the rate varies, how fast the slowest and the fastest tenth of the frames follow each other is told too.</summary>
    private QualityFinding Rate(double interval) =>
        _intervals.Known == 0
            ? QualityVerdicts.Rate(1 / interval, 1 / interval, 1 / interval)
            : QualityVerdicts.Rate(1 / interval, 1 / _intervals.Percentile(0.9), 1 / _intervals.Percentile(0.1));

    private static int DroppedIn(double step, double usual) =>
        step > 1.5 * usual ? (int)Math.Min(int.MaxValue, Math.Round(step / usual) - 1) : 0;

    private static int RepeatedIn(double change, double usual) => change <= RepeatShare * usual && change < 0.5 ? 1 : 0;
}
