using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
        workers.Run(Width, Height, new Work(this, isFirst ? Stage.ExpandFirst : Stage.ExpandSecond, picture));
    }

    /// <summary>Improves the field.</summary>
    public void Solve(Workers workers)
    {
        for (var n = 0; n < _options.Iterations; n++)
        {
            workers.Run(Width, Height, new Work(this, Stage.Matrices, Picture));
            workers.Run(Width, Height, new Work(this, Stage.Flow, Picture));
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
                ExpandRow<T>(picture, y, _first);
                break;
            case Stage.ExpandSecond:
                ExpandRow<T>(picture, y, _work);
                Pack(y);
                break;
            case Stage.Matrices:
                FillMatrices<T>(y);
                break;
            default:
                SolveRow<T>(y);
                break;
        }
    }

    private void ExpandRow<T>(PaddedPlane picture, int y, PaddedPlane[] target)
        where T : struct, ILanes<T>
    {
        var across = stackalloc float*[3] { _across[0].Row(y), _across[1].Row(y), _across[2].Row(y) };
        var rows = stackalloc float*[PolynomialExpansion.Coefficients];
        for (var i = 0; i < PolynomialExpansion.Coefficients; i++)
        {
            rows[i] = target[i].Row(y);
        }

        _expansion.Row<T>(picture, y, across, rows);
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
    /// A^T A and A^T b of a row: A the mean of both quadratic parts, b half the linear difference plus A d, the second
    /// expansion read bilinearly where the field points; outside, the first stands alone.
    /// </summary>
    /// <remarks>
    /// A register of pixels at a time: places are computed in lanes, each pixel's five coefficients are mixed in one 256-bit
    /// register, the registers are turned into lanes of one coefficient each, and the rest is done in lanes again.
    /// </remarks>
    private void FillMatrices<T>(int y)
        where T : struct, ILanes<T>
    {
        var places = default(Places);
        var trust = _trust.Row(0);
        var (down, half, quarter, zero) = (T.All(TrustAt(y, Height)), T.All(0.5f), T.All(0.25f), T.All(0));
        for (var x = 0; x < Width; x += T.Count)
        {
            var (dx, dy) = (T.Load(U.Row(y) + x), T.Load(V.Row(y) + x));
            var inside = places.Locate(T.All(x) + T.Indices + dx, T.All(y) + dy, Width, Height);
            Mix(ref places, T.Count);
            var (oldY, oldX) = (T.Load(_first[0].Row(y) + x), T.Load(_first[1].Row(y) + x));
            var (oldYy, oldXx, oldXy) = (
                T.Load(_first[2].Row(y) + x),
                T.Load(_first[3].Row(y) + x),
                T.Load(_first[4].Row(y) + x)
            );
            var scale = T.Load(trust + x) * down;
            var yy = (oldYy + T.WhereLess(zero, inside, places.Coefficient<T>(2), oldYy)) * half * scale;
            var xx = (oldXx + T.WhereLess(zero, inside, places.Coefficient<T>(3), oldXx)) * half * scale;
            var xy = (oldXy + T.WhereLess(zero, inside, places.Coefficient<T>(4), oldXy)) * quarter * scale;
            var ofY = (oldY - T.WhereLess(zero, inside, places.Coefficient<T>(0), zero)) * half * scale;
            var ofX = (oldX - T.WhereLess(zero, inside, places.Coefficient<T>(1), zero)) * half * scale;
            ofY = T.MultiplyAdd(yy, dy, T.MultiplyAdd(xy, dx, ofY));
            ofX = T.MultiplyAdd(xy, dy, T.MultiplyAdd(xx, dx, ofX));
            T.MultiplyAdd(yy, yy, xy * xy).Store(_matrix[0].Row(y) + x);
            ((yy + xx) * xy).Store(_matrix[1].Row(y) + x);
            T.MultiplyAdd(xx, xx, xy * xy).Store(_matrix[2].Row(y) + x);
            T.MultiplyAdd(yy, ofY, xy * ofX).Store(_matrix[3].Row(y) + x);
            T.MultiplyAdd(xy, ofY, xx * ofX).Store(_matrix[4].Row(y) + x);
        }
    }

    private void Mix(ref Places places, int count)
    {
        var stride = (nint)Width * Packed;
        for (var i = 0; i < count; i++)
        {
            var at = _secondAt + (places.Top[i] * stride) + ((nint)places.Left[i] * Packed);
            var across = Vector256.Create(places.Across[i]);
            var above = Between(Vector256.Load(at), Vector256.Load(at + Packed), across);
            var below = Between(Vector256.Load(at + stride), Vector256.Load(at + stride + Packed), across);
            Between(above, below, Vector256.Create(places.Down[i])).StoreUnsafe(ref places.Mixed[i * Packed]);
        }

        places.Turn(count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Between(Vector256<float> a, Vector256<float> b, Vector256<float> share) =>
        Vector256.FusedMultiplyAdd(share, b - a, a);

    /// <summary>Where a register of pixels points in the second expansion, and what is there.</summary>
    private struct Places
    {
        private const int Most = 16;

        public fixed int Left[Most];
        public fixed int Top[Most];
        public fixed float Across[Most];
        public fixed float Down[Most];
        public fixed float Mixed[Most * Packed];
        private fixed float _coefficients[PolynomialExpansion.Coefficients * Most];

        /// <summary>Splits places into whole and broken parts; 1 where all four neighbours exist, else 0 and a safe place.</summary>
        public T Locate<T>(T x, T y, int width, int height)
            where T : struct, ILanes<T>
        {
            var (zero, left, top) = (T.All(0), T.Floor(x), T.Floor(y));
            var inside = T.WhereLess(left, T.All(width - 1), T.All(1), zero);
            inside = T.WhereLess(top, T.All(height - 1), inside, zero);
            inside = T.WhereLess(left, zero, zero, inside);
            inside = T.WhereLess(top, zero, zero, inside);
            fixed (
                int* toLeft = Left,
                    toTop = Top
            )
            fixed (
                float* toAcross = Across,
                    toDown = Down
            )
            {
                T.WhereLess(zero, inside, left, zero).StoreAsInts(toLeft);
                T.WhereLess(zero, inside, top, zero).StoreAsInts(toTop);
                (x - left).Store(toAcross);
                (y - top).Store(toDown);
            }

            return inside;
        }

        /// <summary>Turns pixels of coefficients into coefficients of pixels.</summary>
        public void Turn(int count)
        {
            fixed (
                float* from = Mixed,
                    to = _coefficients
            )
            {
                var i = 0;
                for (; Avx.IsSupported && i < count; i += Packed)
                {
                    TurnEight(from + (i * Packed), to + i);
                }

                for (; i < count; i++)
                {
                    for (var c = 0; c < PolynomialExpansion.Coefficients; c++)
                    {
                        to[(c * Most) + i] = from[(i * Packed) + c];
                    }
                }
            }
        }

        public readonly T Coefficient<T>(int index)
            where T : struct, ILanes<T>
        {
            fixed (float* from = _coefficients)
            {
                return T.Load(from + (index * Most));
            }
        }

        // The usual three steps of an 8 x 8 transposition, of which five rows are needed.
        private static void TurnEight(float* from, float* to)
        {
            var (a, b) = Pairs(from, 0);
            var (c, d) = Pairs(from, 2);
            var (e, f) = Pairs(from, 4);
            var (g, h) = Pairs(from, 6);
            var first = Avx.Shuffle(a, c, 0x44);
            var second = Avx.Shuffle(e, g, 0x44);
            Avx.Permute2x128(first, second, 0x20).Store(to);
            Avx.Permute2x128(first, second, 0x31).Store(to + (4 * Most));
            Avx.Permute2x128(Avx.Shuffle(a, c, 0xEE), Avx.Shuffle(e, g, 0xEE), 0x20).Store(to + Most);
            Avx.Permute2x128(Avx.Shuffle(b, d, 0x44), Avx.Shuffle(f, h, 0x44), 0x20).Store(to + (2 * Most));
            Avx.Permute2x128(Avx.Shuffle(b, d, 0xEE), Avx.Shuffle(f, h, 0xEE), 0x20).Store(to + (3 * Most));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static (Vector256<float>, Vector256<float>) Pairs(float* from, int row)
        {
            var upper = Vector256.Load(from + (row * Packed));
            var lower = Vector256.Load(from + ((row + 1) * Packed));
            return (Avx.UnpackLow(upper, lower), Avx.UnpackHigh(upper, lower));
        }
    }

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

    private readonly record struct Work(FarnebackLevel Level, Stage Stage, PaddedPlane Picture) : IRowKernel
    {
        public void Row<T>(int y)
            where T : unmanaged, ILanes<T> => Level.RunRow<T>(Stage, Picture, y);
    }
}
