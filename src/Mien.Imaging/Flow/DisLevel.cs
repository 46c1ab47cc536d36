using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mien.Imaging.Lanes;

namespace Mien.Imaging.Flow;

/// <summary>
/// One scale of <see cref="Dis"/>: inverse search of 8 x 8 patches on a grid (Kroeger et al. 2016, section 2.1), then a dense
/// field as the mean of all patches over a pixel, weighted by how well they fit there (section 2.2, equation 3).
/// </summary>
internal sealed unsafe class DisLevel
{
    /// <summary>Side of a patch: one 256-bit register of floats.</summary>
    public const int PatchSide = 8;

    private const int Stripes = 8;
    private const int Passes = 2;
    private const int Border = 16;
    private const float LeastDeterminant = 0.001f;

    private readonly int _stride;
    private readonly int _stepsPerPass;
    private readonly int _columns;
    private readonly int _rows;
    private readonly PaddedPlane _extended;
    private readonly PaddedPlane _dx;
    private readonly PaddedPlane _dy;
    private readonly PaddedPlane _sparseU;
    private readonly PaddedPlane _sparseV;

    public DisLevel(int width, int height, DisOptions options)
    {
        (Width, Height) = (width, height);
        _stride = options.PatchStride;
        _stepsPerPass = options.DescentIterations / Passes;
        _columns = 1 + ((width - PatchSide) / _stride);
        _rows = 1 + ((height - PatchSide) / _stride);
        PaddedPlane Make() => new(width, height);
        (First, Second, U, V, _dx, _dy) = (Make(), Make(), Make(), Make(), Make(), Make());
        _extended = new PaddedPlane(width + (2 * Border), height + (2 * Border));
        _sparseU = new PaddedPlane(_columns, _rows);
        _sparseV = new PaddedPlane(_columns, _rows);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The first picture on this scale.</summary>
    public PaddedPlane First { get; }

    /// <summary>The second picture on this scale.</summary>
    public PaddedPlane Second { get; }

    /// <summary>The field, to the right; what it holds is where the search starts.</summary>
    public PaddedPlane U { get; }

    /// <summary>The field, downwards.</summary>
    public PaddedPlane V { get; }

    /// <summary>Searches all patches and makes the field dense.</summary>
    public void Search(Workers workers)
    {
        Differentiate();
        ExtendSecond();
        workers.For(Stripes, new SearchWork(this));
        workers.Run(Width, Height, new DenseWork(this));
    }

    /// <summary>Sobel sums of the first picture, mirrored at the edges.</summary>
    private void Differentiate()
    {
        for (var y = 0; y < Height; y++)
        {
            var above = First.Row(y == 0 ? Math.Min(1, Height - 1) : y - 1);
            var row = First.Row(y);
            var below = First.Row(y == Height - 1 ? Math.Max(0, y - 1) : y + 1);
            var dx = _dx.Row(y);
            var dy = _dy.Row(y);
            foreach (var line in (ReadOnlySpan<nint>)[(nint)above, (nint)row, (nint)below])
            {
                var p = (float*)line;
                p[-1] = p[1];
                p[Width] = p[Width - 2];
            }

            for (var x = 0; x < Width; x += Vector256<float>.Count)
            {
                var (upLeft, up, upRight) = Three(above + x);
                var (left, _, right) = Three(row + x);
                var (downLeft, down, downRight) = Three(below + x);
                (upRight - upLeft + (2 * (right - left)) + (downRight - downLeft)).Store(dx + x);
                (downLeft - upLeft + (2 * (down - up)) + (downRight - upRight)).Store(dy + x);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float>, Vector256<float>, Vector256<float>) Three(float* p) =>
        (Vector256.Load(p - 1), Vector256.Load(p), Vector256.Load(p + 1));

    private void ExtendSecond()
    {
        for (var y = 0; y < _extended.Height; y++)
        {
            var from = Second.Samples(Math.Clamp(y - Border, 0, Height - 1));
            var to = _extended.Samples(y);
            to[..Border].Fill(from[0]);
            from.CopyTo(to[Border..]);
            to[(Border + Width)..].Fill(from[^1]);
        }
    }

    /// <summary>
    /// Searches a stripe of patch rows twice, forwards and backwards. Candidates spread within a stripe only, and stripes are
    /// the same for any number of threads.
    /// </summary>
    private void SearchStripe(int stripe)
    {
        var rows = (_rows + Stripes - 1) / Stripes;
        var (first, end) = (Math.Min(stripe * rows, _rows), Math.Min((stripe + 1) * rows, _rows));
        for (var row = first; row < end; row++)
        {
            for (var column = 0; column < _columns; column++)
            {
                Start(column, row);
                SearchPatch(column, row, column > 0 ? -1 : 0, row > first ? -1 : 0);
            }
        }

        for (var row = end - 1; row >= first; row--)
        {
            for (var column = _columns - 1; column >= 0; column--)
            {
                SearchPatch(column, row, column < _columns - 1 ? 1 : 0, row < end - 1 ? 1 : 0);
            }
        }
    }

    /// <summary>The field of the coarser scale at the patch's centre.</summary>
    private void Start(int column, int row)
    {
        var x = (column * _stride) + (PatchSide / 2);
        var y = (row * _stride) + (PatchSide / 2);
        _sparseU.Row(row)[column] = U.Row(y)[x];
        _sparseV.Row(row)[column] = V.Row(y)[x];
    }

    private void SearchPatch(int column, int row, int sideways, int upwards)
    {
        var patch = new Patch(this, column * _stride, row * _stride);
        var u = _sparseU.Row(row) + column;
        var v = _sparseV.Row(row) + column;
        var best = patch.Mismatch(*u, *v);
        if (sideways != 0)
        {
            Propose(patch, u[sideways], v[sideways], u, v, ref best);
        }

        if (upwards != 0)
        {
            var step = upwards * _sparseU.Stride;
            Propose(patch, u[step], v[step], u, v, ref best);
        }

        var (foundU, foundV) = patch.Descend(*u, *v, _stepsPerPass);
        var (du, dv) = (foundU - *u, foundV - *v);

        // A patch that ran further than its own size has lost its way.
        if ((du * du) + (dv * dv) <= PatchSide * PatchSide)
        {
            (*u, *v) = (foundU, foundV);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Propose(in Patch patch, float candidateU, float candidateV, float* u, float* v, ref float best)
    {
        var mismatch = patch.Mismatch(candidateU, candidateV);
        if (mismatch < best)
        {
            (best, *u, *v) = (mismatch, candidateU, candidateV);
        }
    }

    private void DenseRow(int y)
    {
        var u = U.Row(y);
        var v = V.Row(y);
        var (firstRow, lastRow) = PatchesOver(y, _rows);
        for (var x = 0; x < Width; x++)
        {
            var (firstColumn, lastColumn) = PatchesOver(x, _columns);
            var (sum, sumU, sumV) = (0f, 0f, 0f);
            for (var row = firstRow; row <= lastRow; row++)
            {
                for (var column = firstColumn; column <= lastColumn; column++)
                {
                    var (pu, pv) = (_sparseU.Row(row)[column], _sparseV.Row(row)[column]);
                    var weight = 1 / Math.Max(1, Math.Abs(Difference(x, y, pu, pv)));
                    sum += weight;
                    sumU += weight * pu;
                    sumV += weight * pv;
                }
            }

            u[x] = sumU / sum;
            v[x] = sumV / sum;
        }
    }

    /// <summary>The first and last patch of the grid that cover a place; behind the last patch, that one.</summary>
    private (int First, int Last) PatchesOver(int at, int count)
    {
        var last = Math.Min(at / _stride, count - 1);
        var first = Math.Max(0, (at - PatchSide + _stride) / _stride);
        return (Math.Min(first, last), last);
    }

    private float Difference(int x, int y, float u, float v)
    {
        var px = Math.Clamp(x + u, 0, Width - 1.001f);
        var py = Math.Clamp(y + v, 0, Height - 1.001f);
        var (left, top) = ((int)px, (int)py);
        var (fx, fy) = (px - left, py - top);
        var upper = Second.Row(top) + left;
        var lower = upper + Second.Stride;
        var above = upper[0] + (fx * (upper[1] - upper[0]));
        var below = lower[0] + (fx * (lower[1] - lower[0]));
        return above + (fy * (below - above)) - First.Row(y)[x];
    }

    /// <summary>One patch of the first picture, matched in the second with the mean difference taken out.</summary>
    private readonly ref struct Patch
    {
        private const float Count = PatchSide * PatchSide;

        private readonly DisLevel _level;
        private readonly int _x;
        private readonly int _y;
        private readonly nint _at;

        public Patch(DisLevel level, int x, int y)
        {
            (_level, _x, _y) = (level, x, y);
            _at = ((nint)y * level.First.Stride) + x;
        }

        /// <summary>Sum of squared differences, without their mean, at a displacement.</summary>
        public float Mismatch(float u, float v)
        {
            var window = Locate(u, v);
            var (sum, squares) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var first = _level.First.Row(0) + _at;
            var upper = window.Row(0);
            for (var row = 1; row <= PatchSide; row++)
            {
                var lower = window.Row(row);
                var difference = Vector256.FusedMultiplyAdd(window.Down, lower - upper, upper) - Vector256.Load(first);
                sum += difference;
                squares = Vector256.FusedMultiplyAdd(difference, difference, squares);
                first += _level.First.Stride;
                upper = lower;
            }

            var total = Vector256.Sum(sum);
            return Vector256.Sum(squares) - (total * total / Count);
        }

        /// <summary>
        /// Gauss-Newton steps with the gradient and the normal matrix of the first picture (inverse compositional: they stay
        /// the same), until the mismatch no longer falls.
        /// </summary>
        public (float U, float V) Descend(float u, float v, int steps)
        {
            var (inverse11, inverse12, inverse22, sumX, sumY) = Normal();
            var before = float.MaxValue;
            for (var n = 0; n < steps; n++)
            {
                var (mismatch, gradientX, gradientY) = Compare(u, v, sumX, sumY);
                u -= (inverse11 * gradientX) + (inverse12 * gradientY);
                v -= (inverse12 * gradientX) + (inverse22 * gradientY);
                if (mismatch >= before)
                {
                    break;
                }

                before = mismatch;
            }

            return (u, v);
        }

        private (float I11, float I12, float I22, float SumX, float SumY) Normal()
        {
            var (xx, xy, yy) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
            var (x, y) = (xx, xx);
            for (var row = 0; row < PatchSide; row++)
            {
                var dx = Vector256.Load(_level._dx.Row(row) + _at);
                var dy = Vector256.Load(_level._dy.Row(row) + _at);
                xx = Vector256.FusedMultiplyAdd(dx, dx, xx);
                xy = Vector256.FusedMultiplyAdd(dx, dy, xy);
                yy = Vector256.FusedMultiplyAdd(dy, dy, yy);
                x += dx;
                y += dy;
            }

            var (sumXx, sumXy, sumYy) = (Vector256.Sum(xx), Vector256.Sum(xy), Vector256.Sum(yy));
            var determinant = (sumXx * sumYy) - (sumXy * sumXy);
            determinant = Math.Abs(determinant) < LeastDeterminant ? LeastDeterminant : determinant;
            return (sumYy / determinant, -sumXy / determinant, sumXx / determinant, Vector256.Sum(x), Vector256.Sum(y));
        }

        private (float Mismatch, float X, float Y) Compare(float u, float v, float sumX, float sumY)
        {
            var window = Locate(u, v);
            var (sum, squares) = (Vector256<float>.Zero, Vector256<float>.Zero);
            var (byX, byY) = (sum, sum);
            var first = _level.First.Row(0) + _at;
            var dx = _level._dx.Row(0) + _at;
            var dy = _level._dy.Row(0) + _at;
            var stride = _level.First.Stride;
            var upper = window.Row(0);
            for (var row = 1; row <= PatchSide; row++)
            {
                var lower = window.Row(row);
                var difference = Vector256.FusedMultiplyAdd(window.Down, lower - upper, upper) - Vector256.Load(first);
                sum += difference;
                squares = Vector256.FusedMultiplyAdd(difference, difference, squares);
                byX = Vector256.FusedMultiplyAdd(difference, Vector256.Load(dx), byX);
                byY = Vector256.FusedMultiplyAdd(difference, Vector256.Load(dy), byY);
                first += stride;
                dx += stride;
                dy += stride;
                upper = lower;
            }

            var total = Vector256.Sum(sum);
            return (
                Vector256.Sum(squares) - (total * total / Count),
                Vector256.Sum(byX) - (total * sumX / Count),
                Vector256.Sum(byY) - (total * sumY / Count)
            );
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Window Locate(float u, float v)
        {
            const float Low = Border - PatchSide + 1;
            var x = Math.Min(Math.Max(_x + u + Border, Low), Border + _level.Width - 1);
            var y = Math.Min(Math.Max(_y + v + Border, Low), Border + _level.Height - 1);
            var (left, top) = ((int)x, (int)y);
            return new Window(_level._extended.Row(top) + left, _level._extended.Stride, x - left, y - top);
        }
    }

    /// <summary>A patch of the second picture at a broken place: rows mixed across already, to be mixed down.</summary>
    private readonly ref struct Window(float* at, int stride, float across, float down)
    {
        private readonly float* _at = at;
        private readonly int _stride = stride;
        private readonly Vector256<float> _across = Vector256.Create(across);

        public readonly Vector256<float> Down = Vector256.Create(down);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<float> Row(int row)
        {
            var p = _at + ((nint)row * _stride);
            var left = Vector256.Load(p);
            return Vector256.FusedMultiplyAdd(_across, Vector256.Load(p + 1) - left, left);
        }
    }

    private readonly record struct SearchWork(DisLevel Level) : IBlockWork
    {
        public void Run(int block) => Level.SearchStripe(block);
    }

    private readonly record struct DenseWork(DisLevel Level) : IRowKernel
    {
        public void Row<T>(int y)
            where T : unmanaged, ILanes<T> => Level.DenseRow(y);
    }
}
