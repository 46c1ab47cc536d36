using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mien.Imaging.Filters;
using Mien.Imaging.Lanes;
using Mien.Imaging.Warping;

namespace Mien.Imaging.Flow;

/// <summary>
/// One scale of <see cref="TvL1"/>: the primal field (U, V), its dual variables p, and the iteration that alternates
/// between the data term's thresholding and Chambolle's projection. Numbers in comments are the equations' in the IPOL text.
/// </summary>
/// <remarks>
/// An iteration goes once over memory: a row's field is updated from the old dual variables, and the dual variables of the
/// row above follow at once, since nothing needs their old values any more. The last row of each band waits until all bands
/// have their fields. Every row is computed alike however the bands are cut, and changes are summed row by row, so the bits
/// do not depend on the number of threads.
/// </remarks>
internal sealed unsafe class TvL1Level
{
    private const int IterationsBetweenMedians = 30;
    private const float GradientIsZero = 1e-10f;

    private readonly TvL1Options _options;
    private readonly float _step;
    private readonly float _limit;

    // Dual variables: P11, P12 of U and P21, P22 of V; along x and along y.
    private readonly PaddedPlane _p11;
    private readonly PaddedPlane _p12;
    private readonly PaddedPlane _p21;
    private readonly PaddedPlane _p22;

    // The second picture's gradient, and per warp: its gradient there, one over its square, the constant part of the residual.
    private readonly PaddedPlane _gradientX;
    private readonly PaddedPlane _gradientY;
    private readonly PaddedPlane _warpedX;
    private readonly PaddedPlane _warpedY;
    private readonly PaddedPlane _inverse;
    private readonly PaddedPlane _residual;
    private readonly double[] _rowChange;
    private readonly MedianOfPlane? _median;

    public TvL1Level(int width, int height, TvL1Options options)
    {
        (Width, Height) = (width, height);
        _options = options;
        _step = options.Tau / options.Theta;
        _limit = options.Lambda * options.Theta;
        PaddedPlane Make() => new(width, height);
        (First, Second, U, V) = (Make(), Make(), Make(), Make());
        (_p11, _p12, _p21, _p22) = (Make(), Make(), Make(), Make());
        (_gradientX, _gradientY, _warpedX, _warpedY) = (Make(), Make(), Make(), Make());
        (_inverse, _residual) = (Make(), Make());
        _rowChange = new double[height];
        _median = options.MedianWindow == 0 ? null : new MedianOfPlane(width, height, options.MedianWindow);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The first picture on this scale.</summary>
    public PaddedPlane First { get; }

    /// <summary>The second picture on this scale.</summary>
    public PaddedPlane Second { get; }

    /// <summary>The field, to the right; what it holds is where iterations start.</summary>
    public PaddedPlane U { get; }

    /// <summary>The field, downwards.</summary>
    public PaddedPlane V { get; }

    /// <summary>Memory free to use before <see cref="Solve"/>.</summary>
    public PaddedPlane Scratch => _warpedX;

    /// <summary>Memory free to use before <see cref="Solve"/>.</summary>
    public PaddedPlane Smoothed => _warpedY;

    /// <summary>Improves the field.</summary>
    public void Solve(Workers workers)
    {
        foreach (
            var plane in (ReadOnlySpan<PaddedPlane>)[_p11, _p12, _p21, _p22, _warpedX, _warpedY, _inverse, _residual]
        )
        {
            plane.Clear();
        }

        var bands = RowBands.For(Width, Height, workers);
        workers.For(bands.Count, new Work(this, bands, Stage.Gradient));
        for (var warp = 0; warp < _options.Warps; warp++)
        {
            workers.For(bands.Count, new Work(this, bands, Stage.Warp));
            Iterate(bands, workers);
        }
    }

    private void Iterate(RowBands bands, Workers workers)
    {
        RepeatEdges();
        var change = double.PositiveInfinity;
        var enough = (double)(_options.Epsilon * _options.Epsilon);
        for (var n = 0; n < _options.MaxIterations && change > enough; n++)
        {
            if (_median is not null && n % IterationsBetweenMedians == 0)
            {
                _median.Apply(U, workers);
                _median.Apply(V, workers);
                RepeatEdges();
            }

            workers.For(bands.Count, new Work(this, bands, Stage.Iterate));
            FinishBands(bands);
            change = MeanChange();
        }
    }

    private double MeanChange()
    {
        double sum = 0;
        foreach (var change in _rowChange)
        {
            sum += change;
        }

        return sum / ((double)Width * Height);
    }

    private void RepeatEdges()
    {
        for (var y = 0; y < Height; y++)
        {
            new Span<float>(U.Row(y) + Width, PaddedPlane.Margin).Fill(U.Row(y)[Width - 1]);
            new Span<float>(V.Row(y) + Width, PaddedPlane.Margin).Fill(V.Row(y)[Width - 1]);
        }
    }

    private void FinishBands(RowBands bands)
    {
        for (var band = 0; band < bands.Count; band++)
        {
            var last = bands.Of(band).End - 1;
            if (Vector512.IsHardwareAccelerated)
            {
                UpdateDual<Lanes512>(last);
            }
            else
            {
                UpdateDual<LanesAny>(last);
            }
        }
    }

    private void RunBand(Stage stage, int first, int end)
    {
        for (var y = first; y < end; y++)
        {
            if (stage == Stage.Gradient)
            {
                Differentiate(y);
            }
            else if (stage == Stage.Warp)
            {
                WarpRow(y);
            }
            else if (Vector512.IsHardwareAccelerated)
            {
                IterateRow<Lanes512>(y, first);
            }
            else
            {
                IterateRow<LanesAny>(y, first);
            }
        }
    }

    private void IterateRow<T>(int y, int firstOfBand)
        where T : struct, ILanes<T>
    {
        UpdateField<T>(y);
        if (y > firstOfBand)
        {
            UpdateDual<T>(y - 1);
        }
    }

    /// <summary>Central differences, halved at the edges where a neighbour is missing and the edge sample stands in.</summary>
    private void Differentiate(int y)
    {
        var row = Second.Row(y);
        var dx = _gradientX.Row(y);
        var dy = _gradientY.Row(y);
        var above = Second.Row(Math.Max(0, y - 1));
        var below = Second.Row(Math.Min(Height - 1, y + 1));
        for (var x = 0; x < Width; x++)
        {
            dx[x] = 0.5f * (row[Math.Min(Width - 1, x + 1)] - row[Math.Max(0, x - 1)]);
            dy[x] = 0.5f * (below[x] - above[x]);
        }
    }

    /// <summary>
    /// Reads the second picture and its gradient where the field points, bicubically, zero where one of the 4 x 4 samples
    /// lies outside, and prepares |grad|^2 and rho_c = I1w - grad . u0 - I0.
    /// </summary>
    private void WarpRow(int y)
    {
        var u = U.Row(y);
        var v = V.Row(y);
        var first = First.Row(y);
        var outX = _warpedX.Row(y);
        var outY = _warpedY.Row(y);
        var inverse = _inverse.Row(y);
        var residual = _residual.Row(y);
        for (var x = 0; x < Width; x++)
        {
            var sample = ReadAt(x + u[x], y + v[x]);
            var (value, gx, gy) = (sample[0], sample[1], sample[2]);
            var square = (gx * gx) + (gy * gy);
            outX[x] = gx;
            outY[x] = gy;
            inverse[x] = square < GradientIsZero ? 0 : 1 / square;
            residual[x] = value - (gx * u[x]) - (gy * v[x]) - first[x];
        }
    }

    /// <summary>The second picture, its x and its y gradient at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> ReadAt(float x, float y)
    {
        if (!(x >= 1 && y >= 1 && x < Width - 2 && y < Height - 2))
        {
            return Vector128<float>.Zero;
        }

        var (left, top) = ((int)x, (int)y);
        var (across, down) = (CubicWeights.At(x - left), CubicWeights.At(y - top));
        var at = ((nint)(top - 1) * Second.Stride) + left - 1;
        return Vector128.Create(
            Mix(Second, at, across, down),
            Mix(_gradientX, at, across, down),
            Mix(_gradientY, at, across, down),
            0
        );
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Mix(PaddedPlane plane, nint at, Vector128<float> across, Vector128<float> down)
    {
        var p = plane.Row(0) + at;
        var sum = Vector128.Load(p) * Vector128.Create(down[0]);
        sum = Vector128.FusedMultiplyAdd(Vector128.Load(p + plane.Stride), Vector128.Create(down[1]), sum);
        sum = Vector128.FusedMultiplyAdd(Vector128.Load(p + (2 * plane.Stride)), Vector128.Create(down[2]), sum);
        sum = Vector128.FusedMultiplyAdd(Vector128.Load(p + (3 * plane.Stride)), Vector128.Create(down[3]), sum);
        return Vector128.Dot(sum, across);
    }

    /// <summary>
    /// v = u + TH(u), the thresholding step, and u = v + theta div p. TH moves along the gradient g by -rho / |g|^2, held to
    /// +- lambda theta: the three cases of the text in one.
    /// </summary>
    private void UpdateField<T>(int y)
        where T : struct, ILanes<T>
    {
        var u = U.Row(y);
        var v = V.Row(y);
        var gx = _warpedX.Row(y);
        var gy = _warpedY.Row(y);
        var inverse = _inverse.Row(y);
        var residual = _residual.Row(y);
        var p11 = _p11.Row(y);
        var p12 = _p12.Row(y);
        var p21 = _p21.Row(y);
        var p22 = _p22.Row(y);
        var p12Above = _p12.Row(y - 1);
        var p22Above = _p22.Row(y - 1);
        var (theta, limit, low) = (T.All(_options.Theta), T.All(_limit), T.All(-_limit));
        var width = T.All(Width);
        var sum = T.All(0);
        for (var x = 0; x < Width; x += T.Count)
        {
            var (oldU, oldV) = (T.Load(u + x), T.Load(v + x));
            var (dx, dy) = (T.Load(gx + x), T.Load(gy + x));
            var rho = T.MultiplyAdd(dy, oldV, T.MultiplyAdd(dx, oldU, T.Load(residual + x)));
            var along = T.Min(limit, T.Max(low, T.All(0) - (rho * T.Load(inverse + x))));
            var divergenceU = T.Load(p11 + x) - T.Load(p11 + x - 1) + (T.Load(p12 + x) - T.Load(p12Above + x));
            var divergenceV = T.Load(p21 + x) - T.Load(p21 + x - 1) + (T.Load(p22 + x) - T.Load(p22Above + x));
            var changeU = T.MultiplyAdd(along, dx, theta * divergenceU);
            var changeV = T.MultiplyAdd(along, dy, theta * divergenceV);
            (oldU + changeU).Store(u + x);
            (oldV + changeV).Store(v + x);
            var square = T.MultiplyAdd(changeU, changeU, changeV * changeV);
            sum += T.WhereLess(T.All(x) + T.Indices, width, square, T.All(0));
        }

        // The forward difference across the right edge is zero, and so stays the dual variable there.
        T.All(u[Width - 1]).Store(u + Width);
        T.All(v[Width - 1]).Store(v + Width);
        _rowChange[y] = sum.Sum();
    }

    /// <summary>p = (p + tau/theta grad u) / (1 + tau/theta |grad u|), with forward differences, zero across the edges.</summary>
    private void UpdateDual<T>(int y)
        where T : struct, ILanes<T>
    {
        var below = Math.Min(y + 1, Height - 1);
        Project<T>(U.Row(y), U.Row(below), _p11.Row(y), _p12.Row(y));
        Project<T>(V.Row(y), V.Row(below), _p21.Row(y), _p22.Row(y));
    }

    private void Project<T>(float* u, float* below, float* px, float* py)
        where T : struct, ILanes<T>
    {
        var (step, one) = (T.All(_step), T.All(1));
        for (var x = 0; x < Width; x += T.Count)
        {
            var here = T.Load(u + x);
            var (dx, dy) = (T.Load(u + x + 1) - here, T.Load(below + x) - here);
            var length = T.Sqrt(T.MultiplyAdd(dx, dx, dy * dy));
            var scale = one / T.MultiplyAdd(step, length, one);
            (T.MultiplyAdd(step, dx, T.Load(px + x)) * scale).Store(px + x);
            (T.MultiplyAdd(step, dy, T.Load(py + x)) * scale).Store(py + x);
        }
    }

    private enum Stage
    {
        Gradient,
        Warp,
        Iterate,
    }

    private readonly record struct Work(TvL1Level Level, RowBands Bands, Stage Stage) : IBlockWork
    {
        public void Run(int block)
        {
            var (first, end) = Bands.Of(block);
            Level.RunBand(Stage, first, end);
        }
    }
}
