using System.Runtime.Intrinsics;
using Mien.Imaging.Lanes;

namespace Mien.Imaging.Warping;

/// <summary>
/// Resampling of a plane on a regular grid, edges repeated. Rows are made first; places and weights are kept from the start.
/// </summary>
internal sealed unsafe class GridResampler
{
    private readonly Tap[] _columns;
    private readonly Tap[] _rows;
    private readonly float[] _between;
    private readonly int _sourceHeight;

    private GridResampler(int sourceHeight, Tap[] columns, Tap[] rows)
    {
        _columns = columns;
        _rows = rows;
        _between = new float[columns.Length * sourceHeight];
        _sourceHeight = sourceHeight;
    }

    /// <summary>New (x, y) is read at old (x * stepX, y * stepY), bicubically: IPOL's zoom-out and zoom-in.</summary>
    public static GridResampler Bicubic(
        int sourceWidth,
        int sourceHeight,
        int width,
        int height,
        float stepX,
        float stepY
    ) => new(sourceHeight, CubicTaps(sourceWidth, width, stepX), CubicTaps(sourceHeight, height, stepY));

    /// <summary>Pixel centres lie at half-integers and values between the nearest two are mixed: OpenCV's INTER_LINEAR.</summary>
    public static GridResampler Bilinear(int sourceWidth, int sourceHeight, int width, int height) =>
        new(sourceHeight, LinearTaps(sourceWidth, width), LinearTaps(sourceHeight, height));

    /// <summary>Resamples, and multiplies with <paramref name="factor"/>.</summary>
    public void Apply(PaddedPlane from, PaddedPlane to, float factor)
    {
        for (var y = 0; y < _sourceHeight; y++)
        {
            var row = from.Row(y);
            var target = _between.AsSpan(y * _columns.Length, _columns.Length);
            for (var x = 0; x < target.Length; x++)
            {
                ref var tap = ref _columns[x];
                target[x] =
                    (tap.W0 * row[tap.A]) + (tap.W1 * row[tap.B]) + (tap.W2 * row[tap.C]) + (tap.W3 * row[tap.D]);
            }
        }

        for (var y = 0; y < _rows.Length; y++)
        {
            Mix(_rows[y], factor, to.Samples(y));
        }
    }

    private void Mix(in Tap tap, float factor, Span<float> target)
    {
        var a = Line(tap.A);
        var b = Line(tap.B);
        var c = Line(tap.C);
        var d = Line(tap.D);
        for (var x = 0; x < target.Length; x++)
        {
            target[x] = ((tap.W0 * a[x]) + (tap.W1 * b[x]) + (tap.W2 * c[x]) + (tap.W3 * d[x])) * factor;
        }
    }

    private ReadOnlySpan<float> Line(int y) => _between.AsSpan(y * _columns.Length, _columns.Length);

    private static Tap[] CubicTaps(int from, int to, float step)
    {
        var taps = new Tap[to];
        for (var i = 0; i < to; i++)
        {
            var at = i * step;
            var whole = Math.Min((int)at, from - 1);
            var w = CubicWeights.At(at - whole);
            int Inside(int index) => Math.Clamp(index, 0, from - 1);
            taps[i] = new Tap(Inside(whole - 1), whole, Inside(whole + 1), Inside(whole + 2), w[0], w[1], w[2], w[3]);
        }

        return taps;
    }

    private static Tap[] LinearTaps(int from, int to)
    {
        var taps = new Tap[to];
        for (var i = 0; i < to; i++)
        {
            var at = (float)(((i + 0.5) * from / to) - 0.5);
            var whole = (int)MathF.Floor(at);
            var (left, right) = (Math.Clamp(whole, 0, from - 1), Math.Clamp(whole + 1, 0, from - 1));
            taps[i] = new Tap(left, left, right, right, 0, 1 - (at - whole), at - whole, 0);
        }

        return taps;
    }

    /// <summary>Four old indices and their weights.</summary>
    private readonly record struct Tap(int A, int B, int C, int D, float W0, float W1, float W2, float W3);
}
