using System.Numerics;

namespace Mien.Faces.Tracking;

/// <summary>
/// Steadies landmarks in time: the 1-euro filter (Casiez, Roussel and Vogel 2012), a first-order low-pass whose cut-off
/// grows with speed, f = rest + gain |v|, with alpha = 1 / (1 + 1 / (2 pi f dt)). Speed is measured in face widths a
/// second, so that settings hold for any size and frame rate. It serves to place crops, not to measure expressions:
/// those are measured in the pixels.
/// </summary>
public sealed class PointFilter
{
    private readonly PointFilterOptions _options;
    private Vector2[] _points = [];
    private Vector2[] _speeds = [];
    private double _seconds;
    private int _frames;

    /// <summary>A filter at rest.</summary>
    public PointFilter(PointFilterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Takes the points of a frame and gives the filtered ones.</summary>
    /// <param name="points">Positions in pixels.</param>
    /// <param name="faceWidth">Width of the face in pixels.</param>
    /// <param name="seconds">Time of the frame; the first frame is passed through.</param>
    /// <param name="filtered">Receives as many points.</param>
    public void Apply(ReadOnlySpan<Vector2> points, double faceWidth, double seconds, Span<Vector2> filtered)
    {
        var step = seconds - _seconds;
        _seconds = seconds;
        if (_points.Length != points.Length || step <= 0)
        {
            _frames = 1;
            _points = points.ToArray();
            _speeds = new Vector2[points.Length];
            points.CopyTo(filtered);
            return;
        }

        // At first a plain mean of the frames so far, so that the first one's error does not fade only slowly.
        var firstShare = 1f / ++_frames;
        var speedShare = Share(_options.SpeedCutoff, step);
        for (var i = 0; i < points.Length; i++)
        {
            var speed = (points[i] - _points[i]) / (float)(step * faceWidth);
            _speeds[i] += speedShare * (speed - _speeds[i]);
            var cutoff = _options.RestCutoff + (_options.SpeedGain * _speeds[i].Length());
            _points[i] += Math.Max(firstShare, Share(cutoff, step)) * (points[i] - _points[i]);
            filtered[i] = _points[i];
        }
    }

    private static float Share(double cutoff, double step) => (float)(1 / (1 + (1 / (2 * Math.PI * cutoff * step))));
}
