using Mien.Imaging.Filters;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Magnification;

/// <summary>
/// Band-pass copies of a picture (Burt and Adelson 1983), each half the size of the one before; the last is the low-pass
/// rest. Shrinking and growing use the kernel (1 4 6 4 1) / 16 with OpenCV's borders.
/// </summary>
internal sealed class LaplacianPyramid
{
    private const int SmallestSide = 5;

    private readonly Plane[] _bands;
    private readonly Plane[] _grown;
    private readonly Plane[] _between;

    public LaplacianPyramid(int width, int height, int most)
    {
        var bands = new List<Plane> { new(width, height) };
        while (bands.Count <= most && Math.Min(bands[^1].Width, bands[^1].Height) / 2 >= SmallestSide)
        {
            bands.Add(new Plane((bands[^1].Width + 1) / 2, (bands[^1].Height + 1) / 2));
        }

        _bands = [.. bands];
        _grown = [.. bands.Select(band => new Plane(band.Width, band.Height))];
        _between = [.. bands.Skip(1).Select((small, i) => new Plane(small.Width, bands[i].Height))];
    }

    /// <summary>The bands, finest first, and the rest; they may be changed before <see cref="Join"/>.</summary>
    public IReadOnlyList<Plane> Bands => _bands;

    /// <summary>Splits a picture.</summary>
    public void Take(Plane picture)
    {
        picture.Samples.CopyTo(_bands[0].Samples, 0);
        for (var i = 0; i + 1 < _bands.Length; i++)
        {
            Shrink(_bands[i], _between[i], _bands[i + 1]);
            Grow(_bands[i + 1], _between[i], _grown[i]);
            for (var k = 0; k < _grown[i].Samples.Length; k++)
            {
                _bands[i].Samples[k] -= _grown[i].Samples[k];
            }
        }
    }

    /// <summary>Puts the bands together.</summary>
    public void Join(Plane picture)
    {
        for (var i = _bands.Length - 2; i >= 0; i--)
        {
            Grow(_bands[i + 1], _between[i], _grown[i]);
            for (var k = 0; k < _grown[i].Samples.Length; k++)
            {
                _bands[i].Samples[k] += _grown[i].Samples[k];
            }
        }

        _bands[0].Samples.CopyTo(picture.Samples, 0);
    }

    private static void Shrink(Plane from, Plane between, Plane to)
    {
        for (var y = 0; y < from.Height; y++)
        {
            ReadOnlySpan<float> row = from.Row(y);
            var target = between.Row(y);
            for (var x = 0; x < target.Length; x++)
            {
                var (a, b, d, e) = Around(2 * x, row.Length);
                target[x] = (row[a] + row[e] + (4 * (row[b] + row[d])) + (6 * row[2 * x])) / 16;
            }
        }

        for (var y = 0; y < to.Height; y++)
        {
            var (a, b, d, e) = Around(2 * y, from.Height);
            ReadOnlySpan<float> rowA = between.Row(a);
            ReadOnlySpan<float> rowB = between.Row(b);
            ReadOnlySpan<float> rowC = between.Row(2 * y);
            ReadOnlySpan<float> rowD = between.Row(d);
            ReadOnlySpan<float> rowE = between.Row(e);
            var target = to.Row(y);
            for (var x = 0; x < target.Length; x++)
            {
                target[x] = (rowA[x] + rowE[x] + (4 * (rowB[x] + rowD[x])) + (6 * rowC[x])) / 16;
            }
        }
    }

    private static (int A, int B, int D, int E) Around(int i, int count) =>
        (
            Border.Mirror.Inside(i - 2, count),
            Border.Mirror.Inside(i - 1, count),
            Border.Mirror.Inside(i + 1, count),
            Border.Mirror.Inside(i + 2, count)
        );

    /// <summary>Even places are (1 6 1) / 8 of the neighbours, odd ones the mean of two; mirrored before, repeated behind.</summary>
    private static void Grow(Plane from, Plane between, Plane to)
    {
        for (var y = 0; y < to.Height; y++)
        {
            var (before, here, behind, odd) = Sources(y, from.Height);
            ReadOnlySpan<float> a = from.Row(before);
            ReadOnlySpan<float> b = from.Row(here);
            ReadOnlySpan<float> c = from.Row(behind);
            var target = between.Row(y);
            for (var x = 0; x < target.Length; x++)
            {
                target[x] = odd ? (b[x] + c[x]) / 2 : (a[x] + (6 * b[x]) + c[x]) / 8;
            }
        }

        for (var y = 0; y < to.Height; y++)
        {
            ReadOnlySpan<float> row = between.Row(y);
            var target = to.Row(y);
            for (var x = 0; x < target.Length; x++)
            {
                var (before, here, behind, odd) = Sources(x, row.Length);
                target[x] = odd ? (row[here] + row[behind]) / 2 : (row[before] + (6 * row[here]) + row[behind]) / 8;
            }
        }
    }

    private static (int Before, int Here, int Behind, bool Odd) Sources(int i, int count) =>
        (Border.Mirror.Inside((i / 2) - 1, count), i / 2, Border.Repeat.Inside((i / 2) + 1, count), (i & 1) == 1);
}
