using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Data.Synthetic;

/// <summary>Median and Gaussian filters of 3x3 and 5x5 points on a plane of a <see cref="FlowGrid"/>; the border is repeated.</summary>
internal sealed class SmallFilters
{
    private const int Margin = 2;

    private readonly FlowGrid _grid;
    private readonly int _wide;
    private readonly float[] _framed;

    public SmallFilters(FlowGrid grid)
    {
        _grid = grid;
        _wide = grid.Stride + (2 * Margin);
        _framed = new float[(grid.Size + (2 * Margin)) * _wide];
    }

    /// <summary>
    /// The median of the (2 reach + 1)^2 points around each point, sixteen points at once. Smallest and largest of half
    /// the window and one more are no candidates; they are dropped and the next point takes their place, until one is
    /// left (forgetful selection).
    /// </summary>
    public void Median(float[] plane, int reach)
    {
        Frame(plane);
        var side = (2 * reach) + 1;
        Span<Vector512<float>> kept = stackalloc Vector512<float>[(side * side / 2) + 2];
        for (var y = 0; y < _grid.Size; y++)
        {
            for (var x = 0; x < _grid.Size; x += 16)
            {
                MedianAt(y, x, reach, kept).CopyTo(plane.AsSpan((y * _grid.Stride) + x));
            }
        }
    }

    /// <summary>The plain twin of <see cref="Median"/>, by sorting.</summary>
    public void MedianPlain(float[] plane, int reach)
    {
        Frame(plane);
        var side = (2 * reach) + 1;
        var window = new float[side * side];
        for (var y = 0; y < _grid.Size; y++)
        {
            for (var x = 0; x < _grid.Size; x++)
            {
                for (var i = 0; i < window.Length; i++)
                {
                    window[i] = _framed[At(y + (i / side) - reach, x + (i % side) - reach)];
                }

                Array.Sort(window);
                plane[(y * _grid.Stride) + x] = window[window.Length / 2];
            }
        }
    }

    /// <summary>A Gaussian of standard deviation .6 points, cut to 3x3.</summary>
    public void Soften(float[] plane)
    {
        // exp(-1 / (2 * .36)) = .2494 beside 1, normalised.
        const float Side = 0.16637f;
        const float Middle = 1 - (2 * Side);
        Frame(plane);
        for (var y = 0; y < _grid.Size; y++)
        {
            for (var x = 0; x < _grid.Size; x += 16)
            {
                var sum =
                    ((Across(y - 1, x, Side, Middle) + Across(y + 1, x, Side, Middle)) * Side)
                    + (Across(y, x, Side, Middle) * Middle);
                sum.CopyTo(plane.AsSpan((y * _grid.Stride) + x));
            }
        }
    }

    private Vector512<float> Across(int y, int x, float side, float middle) =>
        ((Load(y, x - 1) + Load(y, x + 1)) * side) + (Load(y, x) * middle);

    private Vector512<float> MedianAt(int y, int x, int reach, Span<Vector512<float>> kept)
    {
        var side = (2 * reach) + 1;
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = Load(y + (i / side) - reach, x + (i % side) - reach);
        }

        var next = kept.Length;
        for (var length = kept.Length; length > 2; length--)
        {
            DropExtremes(kept[..length]);
            if (next < side * side)
            {
                // The largest lies last and is forgotten; the smallest lies first and is overwritten.
                kept[0] = Load(y + (next / side) - reach, x + (next % side) - reach);
                next++;
            }
        }

        return kept[1];
    }

    /// <summary>Moves the smallest to the front and the largest to the back, lane by lane.</summary>
    private static void DropExtremes(Span<Vector512<float>> values)
    {
        ref var at = ref MemoryMarshal.GetReference(values);
        var (low, high) = (values[0], values[^1]);
        (low, high) = (Vector512.Min(low, high), Vector512.Max(low, high));
        for (var i = 1; i < values.Length - 1; i++)
        {
            ref var value = ref System.Runtime.CompilerServices.Unsafe.Add(ref at, i);
            var above = Vector512.Max(value, low);
            low = Vector512.Min(value, low);
            value = Vector512.Min(above, high);
            high = Vector512.Max(above, high);
        }

        values[0] = low;
        values[^1] = high;
    }

    private void Frame(ReadOnlySpan<float> plane)
    {
        for (var y = -Margin; y < _grid.Size + Margin; y++)
        {
            var row = plane.Slice(Math.Clamp(y, 0, _grid.Size - 1) * _grid.Stride, _grid.Size);
            var framed = _framed.AsSpan(At(y, -Margin), _wide);
            row.CopyTo(framed[Margin..]);
            framed[..Margin].Fill(row[0]);
            framed[(Margin + _grid.Size)..].Fill(row[^1]);
        }
    }

    private Vector512<float> Load(int y, int x) => Vector512.Create(_framed.AsSpan(At(y, x), 16));

    private int At(int y, int x) => ((y + Margin) * _wide) + x + Margin;
}
