using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mien.Imaging.Filters;
using Mien.Imaging.Lanes;

namespace Mien.Imaging.Flow;

/// <summary>
/// One scale of <see cref="Farneback"/>. With A the quadratic and b the linear part of both expansions at corresponding
/// places, d solves (blurred A^T A) d = blurred A^T b, iterated (Farnebäck 2003, equations 10 to 13).
/// </summary>
internal sealed unsafe class FarnebackLevel
{
    // Floats a pixel of the second picture's expansion: five coefficients, padded so that one load fetches them all.
    private const int Packed = 8;

    // Trust in the outermost pixels, as OpenCV has it.
    private static readonly float[] EdgeTrust = [0.14f, 0.14f, 0.4472f, 0.4472f, 0.4472f];

    private readonly FarnebackOptions _options;
    private readonly PolynomialExpansion _expansion;
    private readonly PaddedPlane[] _first = new PaddedPlane[PolynomialExpansion.Coefficients];
    private readonly PaddedPlane[] _matrix = new PaddedPlane[PolynomialExpansion.Coefficients];
    private readonly PaddedPlane[] _work = new PaddedPlane[PolynomialExpansion.Coefficients];
    private readonly PaddedPlane[] _across = new PaddedPlane[3];
    private readonly float[] _second;
    private readonly float* _secondAt;
    private readonly PaddedPlane _trust;
    private readonly float[] _window;

    public FarnebackLevel(int width, int height, FarnebackOptions options)
    {
        (Width, Height) = (width, height);
        _options = options;
        _expansion = new PolynomialExpansion(options.PolynomialRadius, options.PolynomialSigma);
        foreach (var planes in (PaddedPlane[][])[_first, _matrix, _work, _across])
        {
            for (var i = 0; i < planes.Length; i++)
            {
                planes[i] = new PaddedPlane(width, height);
            }
        }

        _second = GC.AllocateArray<float>(((width * height) + 2) * Packed, pinned: true);
        _secondAt = (float*)(((nuint)Unsafe.AsPointer(ref _second[0]) + 63) & ~(nuint)63);
        (Picture, U, V) = (
            new PaddedPlane(width, height),
            new PaddedPlane(width, height),
            new PaddedPlane(width, height)
        );
        _trust = new PaddedPlane(width, 1);
        for (var x = 0; x < width; x++)
        {
            _trust.Samples(0)[x] = TrustAt(x, width);
        }

        _window = Window(options);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Memory for the picture on this scale.</summary>
    public PaddedPlane Picture { get; }

    /// <summary>The field, to the right; what it holds is where iterations start.</summary>
    public PaddedPlane U { get; }

    /// <summary>The field, downwards.</summary>
    public PaddedPlane V { get; }

    /// <summary>Expands a picture of this scale's size and keeps the result as the first's or the second's.</summary>
    public void Expand(PaddedPlane picture, bool isFirst, Workers workers)
    {
        var bands = RowBands.For(Width, Height, workers);
        workers.For(bands.Count, new Work(this, bands, isFirst ? Stage.ExpandFirst : Stage.ExpandSecond, picture));
    }

    /// <summary>Improves the field.</summary>
    public void Solve(Workers workers)
    {
        var bands = RowBands.For(Width, Height, workers);
        for (var n = 0; n < _options.Iterations; n++)
        {
            workers.For(bands.Count, new Work(this, bands, Stage.Matrices, Picture));
            workers.For(bands.Count, new Work(this, bands, Stage.Flow, Picture));
        }
    }

    private static float TrustAt(int x, int count) =>
        (x < EdgeTrust.Length ? EdgeTrust[x] : 1) * (x >= count - EdgeTrust.Length ? EdgeTrust[count - 1 - x] : 1);

    private static float[] Window(FarnebackOptions options)
    {
        var radius = options.Window / 2;
        return options.GaussianWindow
            ? SeparableFilter.GaussianWeights(radius * 0.3, radius + 1)
            : [.. Enumerable.Repeat(1f / options.Window, radius + 1)];
    }

    private void RunRow<T>(Stage stage, PaddedPlane picture, int y)
        where T : struct, ILanes<T>
    {
        switch (stage)
        {
            case Stage.ExpandFirst:
                ExpandRow(picture, y, _first);
                break;
            case Stage.ExpandSecond:
                ExpandRow(picture, y, _work);
                Pack(y);
                break;
            case Stage.Matrices:
                ReadSecond(y);
                FillMatrices<T>(y);
                break;
            default:
                SolveRow<T>(y);
                break;
        }
    }

    private void ExpandRow(PaddedPlane picture, int y, PaddedPlane[] target)
    {
        var across = stackalloc float*[3] { _across[0].Row(y), _across[1].Row(y), _across[2].Row(y) };
        var rows = stackalloc float*[PolynomialExpansion.Coefficients];
        for (var i = 0; i < PolynomialExpansion.Coefficients; i++)
        {
            rows[i] = target[i].Row(y);
        }

        _expansion.Row(picture, y, across, rows);
    }

    private void Pack(int y)
    {
        var to = _secondAt + ((nint)y * Width * Packed);
        for (var i = 0; i < PolynomialExpansion.Coefficients; i++)
        {
            var from = _work[i].Row(y);
            for (var x = 0; x < Width; x++)
            {
                to[(x * Packed) + i] = from[x];
            }
        }
    }

    /// <summary>
    /// The second expansion where the field points, bilinearly, into the work rows. Outside, values that make
    /// <see cref="FillMatrices"/> fall back on the first expansion alone.
    /// </summary>
    private void ReadSecond(int y)
    {
        var u = U.Row(y);
        var v = V.Row(y);
        var r2 = _work[0].Row(y);
        var r3 = _work[1].Row(y);
        var r4 = _work[2].Row(y);
        var r5 = _work[3].Row(y);
        var r6 = _work[4].Row(y);
        var stride = (nint)Width * Packed;
        for (var x = 0; x < Width; x++)
        {
            var (px, py) = (x + u[x], y + v[x]);
            var (left, top) = ((int)MathF.Floor(px), (int)MathF.Floor(py));
            if ((uint)left >= (uint)(Width - 1) || (uint)top >= (uint)(Height - 1))
            {
                (r2[x], r3[x]) = (0, 0);
                (r4[x], r5[x], r6[x]) = (_first[2].Row(y)[x], _first[3].Row(y)[x], _first[4].Row(y)[x]);
                continue;
            }

            var (fx, fy) = (px - left, py - top);
            var at = _secondAt + (top * stride) + ((nint)left * Packed);
            var mixed = Mix(Vector256.Load(at), Vector256.Load(at + Packed), fx);
            var below = Mix(Vector256.Load(at + stride), Vector256.Load(at + stride + Packed), fx);
            mixed = Mix(mixed, below, fy);
            var low = mixed.GetLower();
            r2[x] = low.ToScalar();
            r3[x] = low.GetElement(1);
            r4[x] = low.GetElement(2);
            r5[x] = low.GetElement(3);
            r6[x] = mixed.GetUpper().ToScalar();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Mix(Vector256<float> a, Vector256<float> b, float share) =>
        Vector256.FusedMultiplyAdd(Vector256.Create(share), b - a, a);

    /// <summary>A^T A and A^T b of a row: A the mean of both quadratic parts, b half the linear difference plus A d.</summary>
    private void FillMatrices<T>(int y)
        where T : struct, ILanes<T>
    {
        var trust = _trust.Row(0);
        var (down, half, quarter) = (T.All(TrustAt(y, Height)), T.All(0.5f), T.All(0.25f));
        for (var x = 0; x < Width; x += T.Count)
        {
            var scale = T.Load(trust + x) * down;
            var (dx, dy) = (T.Load(U.Row(y) + x), T.Load(V.Row(y) + x));
            var yy = (Old<T>(2, y, x) + New<T>(2, y, x)) * half * scale;
            var xx = (Old<T>(3, y, x) + New<T>(3, y, x)) * half * scale;
            var xy = (Old<T>(4, y, x) + New<T>(4, y, x)) * quarter * scale;
            var ofY = (Old<T>(0, y, x) - New<T>(0, y, x)) * half * scale;
            var ofX = (Old<T>(1, y, x) - New<T>(1, y, x)) * half * scale;
            ofY = T.MultiplyAdd(yy, dy, T.MultiplyAdd(xy, dx, ofY));
            ofX = T.MultiplyAdd(xy, dy, T.MultiplyAdd(xx, dx, ofX));
            T.MultiplyAdd(yy, yy, xy * xy).Store(_matrix[0].Row(y) + x);
            ((yy + xx) * xy).Store(_matrix[1].Row(y) + x);
            T.MultiplyAdd(xx, xx, xy * xy).Store(_matrix[2].Row(y) + x);
            T.MultiplyAdd(yy, ofY, xy * ofX).Store(_matrix[3].Row(y) + x);
            T.MultiplyAdd(xy, ofY, xx * ofX).Store(_matrix[4].Row(y) + x);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Old<T>(int coefficient, int y, int x)
        where T : struct, ILanes<T> => T.Load(_first[coefficient].Row(y) + x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T New<T>(int coefficient, int y, int x)
        where T : struct, ILanes<T> => T.Load(_work[coefficient].Row(y) + x);

    private void SolveRow<T>(int y)
        where T : struct, ILanes<T>
    {
        for (var i = 0; i < PolynomialExpansion.Coefficients; i++)
        {
            BlurDown<T>(_matrix[i], _work[i].Row(y), y);
        }

        var u = U.Row(y);
        var v = V.Row(y);
        for (var x = 0; x < Width; x += T.Count)
        {
            var (g11, g12, g22) = (BlurAcross<T>(0, y, x), BlurAcross<T>(1, y, x), BlurAcross<T>(2, y, x));
            var (h1, h2) = (BlurAcross<T>(3, y, x), BlurAcross<T>(4, y, x));
            var inverse = T.All(1) / ((g11 * g22) - (g12 * g12) + T.All(1e-3f));
            (((g11 * h2) - (g12 * h1)) * inverse).Store(u + x);
            (((g22 * h1) - (g12 * h2)) * inverse).Store(v + x);
        }
    }

    private void BlurDown<T>(PaddedPlane from, float* to, int y)
        where T : struct, ILanes<T>
    {
        var rows = stackalloc float*[2 * _window.Length];
        for (var k = 0; k < _window.Length; k++)
        {
            rows[2 * k] = from.Row(Math.Max(y - k, 0));
            rows[(2 * k) + 1] = from.Row(Math.Min(y + k, Height - 1));
        }

        for (var x = 0; x < Width; x += T.Count)
        {
            var sum = T.All(_window[0]) * T.Load(rows[0] + x);
            for (var k = 1; k < _window.Length; k++)
            {
                sum = T.MultiplyAdd(T.All(_window[k]), T.Load(rows[2 * k] + x) + T.Load(rows[(2 * k) + 1] + x), sum);
            }

            sum.Store(to + x);
        }

        new Span<float>(to - PaddedPlane.Margin, PaddedPlane.Margin).Fill(to[0]);
        new Span<float>(to + Width, PaddedPlane.Margin).Fill(to[Width - 1]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T BlurAcross<T>(int plane, int y, int x)
        where T : struct, ILanes<T>
    {
        var row = _work[plane].Row(y) + x;
        var sum = T.All(_window[0]) * T.Load(row);
        for (var k = 1; k < _window.Length; k++)
        {
            sum = T.MultiplyAdd(T.All(_window[k]), T.Load(row - k) + T.Load(row + k), sum);
        }

        return sum;
    }

    private enum Stage
    {
        ExpandFirst,
        ExpandSecond,
        Matrices,
        Flow,
    }

    private readonly record struct Work(FarnebackLevel Level, RowBands Bands, Stage Stage, PaddedPlane Picture)
        : IBlockWork
    {
        public void Run(int block)
        {
            var (first, end) = Bands.Of(block);
            for (var y = first; y < end; y++)
            {
                if (Vector512.IsHardwareAccelerated)
                {
                    Level.RunRow<Lanes512>(Stage, Picture, y);
                }
                else
                {
                    Level.RunRow<LanesAny>(Stage, Picture, y);
                }
            }
        }
    }
}
