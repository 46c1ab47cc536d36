using System.Numerics;
using Mien.Faces.Landmarks;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Quality;

/// <summary>
/// Measures whether a recording can show micro-expressions: rate, lost and repeated frames, lamp flicker, compression,
/// blur, size of the face, motion of the head. It is fed frame by frame and keeps a few numbers of each.
/// </summary>
public sealed class QualityMeter
{
    private const int MaxSeries = 1 << 14;
    private const int Stride = 4;

    // A repeated frame differs from the one before by less than this share of what frames usually differ by.
    private const double RepeatShare = 0.1;

    private readonly List<double> _intervals = [];
    private readonly List<double> _brightness = [];
    private readonly List<double> _changes = [];
    private readonly List<double> _blurs = [];
    private readonly List<double> _blocks = [];
    private readonly List<double> _widths = [];
    private readonly List<double> _speeds = [];
    private byte[] _before = [];
    private byte[] _sample = [];
    private double _seconds = double.NaN;
    private (int Number, Vector2 Place, double Seconds)? _head;
    private int _frames;

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
            Keep(_blocks, Sharpness.Blockiness(gray));
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
        var interval = _intervals.Count > 0 ? Median(_intervals) : 1 / info.FrameRate;
        var (dropped, repeated) = (CountDropped(interval), CountRepeated());
        return
        [
            .. new[]
            {
                QualityVerdicts.Rate(1 / interval),
                QualityVerdicts.Dropped(dropped, _frames),
                QualityVerdicts.Repeated(repeated, _frames),
                LampFlicker.Measure(_brightness, 1 / interval),
                QualityVerdicts.Blocks(_blocks.Count > 0 ? Median(_blocks) : null, info),
                _blurs.Count > 0 ? QualityVerdicts.Blur(Median(_blurs)) : null,
                _widths.Count > 0 ? QualityVerdicts.Face(Median(_widths)) : null,
                _speeds.Count > 0 ? QualityVerdicts.Head(Percentile(_speeds, 0.95)) : null,
            }.OfType<QualityFinding>(),
        ];
    }

    private void AddTime(double seconds)
    {
        if (!double.IsNaN(_seconds))
        {
            Keep(_intervals, seconds - _seconds);
        }

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

        Keep(_brightness, (double)sum / count);
        if (_before.Length > 0)
        {
            Keep(_changes, (double)change / count);
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
        Keep(_widths, face.Box.Width);
        if (_frames % 8 == 1)
        {
            Keep(_blurs, Sharpness.Blur(gray, face.Box));
        }

        if (_head is { } head && head.Number == face.Number && seconds > head.Seconds)
        {
            var speed = Vector2.Distance(place, head.Place) / (seconds - head.Seconds);
            Keep(_speeds, speed / face.Box.Width);
        }

        _head = (face.Number, place, seconds);
    }

    private int CountDropped(double interval) =>
        (int)_intervals.Sum(step => step > 1.5 * interval ? Math.Round(step / interval) - 1 : 0);

    private int CountRepeated()
    {
        if (_changes.Count < 3)
        {
            return 0;
        }

        var limit = RepeatShare * Median(_changes);
        return _changes.Count(change => change <= limit && change < 0.5);
    }

    private static void Keep(List<double> series, double value)
    {
        if (series.Count < MaxSeries)
        {
            series.Add(value);
        }
    }

    private static double Median(List<double> values) => Percentile(values, 0.5);

    private static double Percentile(List<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
