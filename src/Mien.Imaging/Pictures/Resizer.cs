using System.Numerics;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Resizes planes between two fixed sizes. Pixel centres are at half-integers (new x maps to (x + 0.5) * scale - 0.5) and
/// edges repeat. Weights and the buffer are made once, so that a frame costs no allocation; one instance serves one thread.
/// </summary>
public sealed class Resizer
{
    private readonly int _sourceWidth;
    private readonly int _sourceHeight;
    private readonly Taps _columns;
    private readonly Taps _rows;
    private readonly Plane _between;

    /// <summary>Prepares weights for one pair of sizes.</summary>
    public Resizer(int sourceWidth, int sourceHeight, int width, int height, ResizeMethod method)
    {
        (_sourceWidth, _sourceHeight) = (sourceWidth, sourceHeight);
        _columns = Taps.For(sourceWidth, width, method);
        _rows = Taps.For(sourceHeight, height, method);
        _between = new Plane(width, sourceHeight);
    }

    /// <summary>Resizes a plane once.</summary>
    public static Plane Resize(Plane source, int width, int height, ResizeMethod method)
    {
        ArgumentNullException.ThrowIfNull(source);
        var target = new Plane(width, height);
        new Resizer(source.Width, source.Height, width, height, method).Resize(source, target);
        return target;
    }

    /// <summary>Resizes a picture once, channel by channel, rounded to the nearest integer.</summary>
    public static ByteImage Resize(ByteImage source, int width, int height, ResizeMethod method)
    {
        ArgumentNullException.ThrowIfNull(source);
        var resizer = new Resizer(source.Width, source.Height, width, height, method);
        var (from, to) = (new Plane(source.Width, source.Height), new Plane(width, height));
        var result = new ByteImage(width, height, source.Channels);
        for (var c = 0; c < source.Channels; c++)
        {
            for (var i = 0; i < from.Samples.Length; i++)
            {
                from.Samples[i] = source.Samples[(i * source.Channels) + c];
            }

            resizer.Resize(from, to);
            for (var i = 0; i < to.Samples.Length; i++)
            {
                result.Samples[(i * source.Channels) + c] = (byte)Math.Clamp(MathF.Round(to.Samples[i]), 0, 255);
            }
        }

        return result;
    }

    /// <summary>Resizes <paramref name="source"/> into <paramref name="target"/>, both of the sizes prepared for.</summary>
    public void Resize(Plane source, Plane target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Width != _sourceWidth || source.Height != _sourceHeight)
        {
            throw new ArgumentException("the source has another size than was prepared for", nameof(source));
        }

        if (target.Width != _between.Width || target.Height != _rows.Count)
        {
            throw new ArgumentException("the target has another size than was prepared for", nameof(target));
        }

        for (var y = 0; y < _sourceHeight; y++)
        {
            AcrossColumns(source.Row(y), _between.Row(y));
        }

        for (var y = 0; y < target.Height; y++)
        {
            AcrossRows(y, target.Row(y));
        }
    }

    private void AcrossColumns(ReadOnlySpan<float> from, Span<float> to)
    {
        for (var x = 0; x < to.Length; x++)
        {
            var sum = 0f;
            foreach (var (index, weight) in _columns.Of(x))
            {
                sum += weight * from[index];
            }

            to[x] = sum;
        }
    }

    private void AcrossRows(int y, Span<float> to)
    {
        to.Clear();
        foreach (var (index, weight) in _rows.Of(y))
        {
            AddWeighted(_between.Row(index), weight, to);
        }
    }

    private static void AddWeighted(ReadOnlySpan<float> from, float weight, Span<float> to)
    {
        var x = 0;
        for (; x <= to.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            (new Vector<float>(to[x..]) + (weight * new Vector<float>(from[x..]))).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++)
        {
            to[x] += weight * from[x];
        }
    }

    /// <summary>For each new index, the old indices that it is made of and their weights, which sum to 1.</summary>
    private sealed class Taps
    {
        private readonly (int Index, float Weight)[][] _taps;

        private Taps((int, float)[][] taps) => _taps = taps;

        public int Count => _taps.Length;

        public ReadOnlySpan<(int Index, float Weight)> Of(int index) => _taps[index];

        public static Taps For(int from, int to, ResizeMethod method)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(to, 1);
            var scale = (double)from / to;
            return new Taps([
                .. Enumerable
                    .Range(0, to)
                    .Select(i =>
                        method switch
                        {
                            ResizeMethod.Area => Covered(i * scale, (i + 1) * scale, from),
                            ResizeMethod.Bilinear => Linear(((i + 0.5) * scale) - 0.5, from),
                            ResizeMethod.Bicubic => Cubic(((i + 0.5) * scale) - 0.5, from),
                            _ => throw new ArgumentOutOfRangeException(nameof(method)),
                        }
                    ),
            ]);
        }

        private static (int, float)[] Covered(double start, double end, int count)
        {
            var first = (int)Math.Floor(start + 1e-9);
            var last = Math.Min(count, (int)Math.Ceiling(end - 1e-9));
            var taps = new (int, float)[last - first];
            for (var i = first; i < last; i++)
            {
                var overlap = Math.Min(i + 1, end) - Math.Max(i, start);
                taps[i - first] = (i, (float)(overlap / (end - start)));
            }

            return taps;
        }

        private static (int, float)[] Linear(double at, int count)
        {
            var left = (int)Math.Floor(at);
            var t = (float)(at - left);
            return [(Math.Clamp(left, 0, count - 1), 1 - t), (Math.Clamp(left + 1, 0, count - 1), t)];
        }

        // Keys 1981, a = -0.75: |t| <= 1: (a+2)|t|^3 - (a+3)|t|^2 + 1; |t| < 2: a|t|^3 - 5a|t|^2 + 8a|t| - 4a.
        private static (int, float)[] Cubic(double at, int count)
        {
            const double A = -0.75;
            var left = (int)Math.Floor(at);
            var taps = new (int, float)[4];
            for (var k = 0; k < 4; k++)
            {
                var t = Math.Abs(at - (left - 1 + k));
                var weight =
                    t <= 1
                        ? (((A + 2) * t) - (A + 3)) * t * t + 1
                        : (((((A * t) - (5 * A)) * t) + (8 * A)) * t) - (4 * A);
                taps[k] = (Math.Clamp(left - 1 + k, 0, count - 1), (float)weight);
            }

            return taps;
        }
    }
}
