using System.Runtime.CompilerServices;
using Mien.Imaging.Lanes;

namespace Mien.Imaging.Filters;

/// <summary>
/// Median over a square window, edges repeated, a register of pixels at a time. The window's columns are sorted, then its
/// rows; in such a square the element in row i and column j (from 0) is at least (i + 1)(j + 1) - 1 others and at most
/// (n - i)(n - j) - 1, which leaves few candidates; of those the smallest and largest are dropped in pairs.
/// </summary>
internal sealed unsafe class MedianOfPlane
{
    private readonly int _side;
    private readonly int[] _candidates;
    private readonly PaddedPlane _copy;

    public MedianOfPlane(int width, int height, int side)
    {
        _side = side;
        _candidates = Candidates(side);
        _copy = new PaddedPlane(width, height);
    }

    /// <summary>Replaces the samples by their medians; margins are left as they are up to a register behind the edge.</summary>
    public void Apply(PaddedPlane plane, Workers workers)
    {
        for (var y = 0; y < plane.Height; y++)
        {
            plane.Samples(y).CopyTo(_copy.Samples(y));
            new Span<float>(_copy.Row(y) - PaddedPlane.Margin, PaddedPlane.Margin).Fill(plane.Row(y)[0]);
            new Span<float>(_copy.Row(y) + plane.Width, PaddedPlane.Margin).Fill(plane.Row(y)[plane.Width - 1]);
        }

        workers.Run(plane.Width, plane.Height, new Pass(this, plane));
    }

    private static int[] Candidates(int side)
    {
        var half = side * side / 2;
        return
        [
            .. Enumerable
                .Range(0, side * side)
                .Where(k =>
                    ((k / side) + 1) * ((k % side) + 1) - 1 <= half
                    && (side - (k / side)) * (side - (k % side)) - 1 <= half
                ),
        ];
    }

    private void Row<T>(PaddedPlane to, int y)
        where T : unmanaged, ILanes<T>
    {
        var window = stackalloc T[_side * _side];
        var kept = stackalloc T[_candidates.Length];
        for (var x = 0; x < to.Width; x += T.Count)
        {
            Load(window, x, y);
            for (var k = 0; k < _side; k++)
            {
                Sort(window + k, _side);
            }

            for (var k = 0; k < _side; k++)
            {
                Sort(window + (k * _side), 1);
            }

            for (var k = 0; k < _candidates.Length; k++)
            {
                kept[k] = window[_candidates[k]];
            }

            Middle(kept, _candidates.Length).Store(to.Row(y) + x);
        }
    }

    private void Load<T>(T* window, int x, int y)
        where T : unmanaged, ILanes<T>
    {
        for (var j = 0; j < _side; j++)
        {
            var row = _copy.Row(Math.Clamp(y + j - (_side / 2), 0, _copy.Height - 1)) + x - (_side / 2);
            for (var i = 0; i < _side; i++)
            {
                window[(j * _side) + i] = T.Load(row + i);
            }
        }
    }

    /// <summary>Insertion sort of three or five registers that lie <paramref name="step"/> apart.</summary>
    private void Sort<T>(T* first, int step)
        where T : unmanaged, ILanes<T>
    {
        for (var i = 1; i < _side; i++)
        {
            for (var k = i; k > 0; k--)
            {
                Order(first + ((k - 1) * step), first + (k * step));
            }
        }
    }

    /// <summary>Drops the smallest and the largest until one is left; the number of values is odd.</summary>
    private static T Middle<T>(T* values, int count)
        where T : unmanaged, ILanes<T>
    {
        for (; count > 1; count -= 2, values++)
        {
            for (var k = 1; k < count; k++)
            {
                Order(values, values + k);
            }

            for (var k = 1; k < count - 1; k++)
            {
                Order(values + k, values + count - 1);
            }
        }

        return *values;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Order<T>(T* low, T* high)
        where T : unmanaged, ILanes<T>
    {
        var (a, b) = (*low, *high);
        *low = T.Min(a, b);
        *high = T.Max(a, b);
    }

    private readonly record struct Pass(MedianOfPlane Filter, PaddedPlane Plane) : IRowKernel
    {
        public void Row<T>(int y)
            where T : unmanaged, ILanes<T> => Filter.Row<T>(Plane, y);
    }
}
