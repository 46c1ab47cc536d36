using System.Runtime.CompilerServices;
using Mien.Imaging.Lanes;

namespace Mien.Imaging.Flow;

/// <summary>
/// Refines a field by the energy of Brox et al. (High Accuracy Optical Flow Estimation Based on a Theory for Warping, ECCV
/// 2004): robust constancy of brightness and of gradient, normalised as by Zimmer et al. 2011, and robust smoothness. The
/// second picture is warped once; each fixed-point iteration fixes the robust weights and relaxes the linear system by red-black
/// SOR, with OpenCV's constants.
/// </summary>
internal sealed unsafe class VariationalRefinement
{
    private const int Relaxations = 5;
    private const float Omega = 1.6f;
    private const float ZetaSquared = 0.1f * 0.1f;
    private const float EpsilonSquared = 0.001f * 0.001f;

    private readonly DisOptions _options;
    private readonly int _width;
    private readonly int _height;

    // Mean of both pictures, its derivatives, the difference in time and its derivatives.
    private readonly PaddedPlane _mean;
    private readonly PaddedPlane _x;
    private readonly PaddedPlane _y;
    private readonly PaddedPlane _t;
    private readonly PaddedPlane _xx;
    private readonly PaddedPlane _xy;
    private readonly PaddedPlane _yy;
    private readonly PaddedPlane _xt;
    private readonly PaddedPlane _yt;

    // The linear system's entries, the smoothness weights, the field as it stands, and the change that is solved for.
    private readonly PaddedPlane _a11;
    private readonly PaddedPlane _a12;
    private readonly PaddedPlane _a22;
    private readonly PaddedPlane _b1;
    private readonly PaddedPlane _b2;
    private readonly PaddedPlane _weight;
    private readonly PaddedPlane _u;
    private readonly PaddedPlane _v;
    private readonly PaddedPlane _du;
    private readonly PaddedPlane _dv;

    public VariationalRefinement(int width, int height, DisOptions options)
    {
        (_width, _height, _options) = (width, height, options);
        PaddedPlane Make() => new(width, height);
        (_mean, _x, _y, _t) = (Make(), Make(), Make(), Make());
        (_xx, _xy, _yy, _xt, _yt) = (Make(), Make(), Make(), Make(), Make());
        (_a11, _a12, _a22, _b1, _b2) = (Make(), Make(), Make(), Make(), Make());
        (_weight, _u, _v, _du, _dv) = (Make(), Make(), Make(), Make(), Make());
    }

    /// <summary>Improves a level's field.</summary>
    public void Improve(DisLevel level, Workers workers)
    {
        Run(Stage.Warp);
        Run(Stage.FirstDerivatives);
        Run(Stage.SecondDerivatives);
        _du.Clear();
        _dv.Clear();
        for (var n = 0; n < _options.RefinementIterations; n++)
        {
            Run(Stage.Advance);
            Run(Stage.Weights);
            Run(Stage.System);
            for (var k = 0; k < Relaxations; k++)
            {
                Run(Stage.RelaxRed);
                Run(Stage.RelaxBlack);
            }
        }

        Run(Stage.Finish);
        void Run(Stage stage) => workers.Run(_width, _height, new Work(this, level, stage));
    }

    private void RunRow<T>(DisLevel level, Stage stage, int y)
        where T : struct, ILanes<T>
    {
        switch (stage)
        {
            case Stage.Warp:
                WarpRow(level, y);
                break;
            case Stage.FirstDerivatives:
                Across<T>(_mean, _x, y);
                Down<T>(_mean, _y, y);
                Across<T>(_t, _xt, y);
                Down<T>(_t, _yt, y);
                break;
            case Stage.SecondDerivatives:
                Across<T>(_x, _xx, y);
                Down<T>(_x, _xy, y);
                Down<T>(_y, _yy, y);
                break;
            case Stage.Advance:
                Add<T>(level.U, _du, _u, y);
                Add<T>(level.V, _dv, _v, y);
                RepeatLast(_u, y);
                RepeatLast(_v, y);
                break;
            case Stage.Weights:
                WeightRow<T>(y);
                break;
            case Stage.System:
                DataRow<T>(y);
                SmoothnessRow<T>(level, y);
                break;
            case Stage.RelaxRed:
                RelaxRow<T>(y, y & 1);
                break;
            case Stage.RelaxBlack:
                RelaxRow<T>(y, (y & 1) ^ 1);
                break;
            default:
                Add<T>(level.U, _du, level.U, y);
                Add<T>(level.V, _dv, level.V, y);
                break;
        }
    }

    private void WarpRow(DisLevel level, int y)
    {
        var u = level.U.Row(y);
        var v = level.V.Row(y);
        var first = level.First.Row(y);
        var mean = _mean.Row(y);
        var t = _t.Row(y);
        for (var x = 0; x < _width; x++)
        {
            var warped = ReadAt(level.Second, x + u[x], y + v[x]);
            mean[x] = 0.5f * (first[x] + warped);
            t[x] = warped - first[x];
        }

        RepeatEdges(_mean, y);
        RepeatEdges(_t, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float ReadAt(PaddedPlane plane, float x, float y)
    {
        x = Math.Min(Math.Max(x, 0), _width - 1);
        y = Math.Min(Math.Max(y, 0), _height - 1);
        var (left, top) = (Math.Min((int)x, _width - 2), Math.Min((int)y, _height - 2));
        var (fx, fy) = (x - left, y - top);
        var p = plane.Row(top) + left;
        var above = p[0] + (fx * (p[1] - p[0]));
        var below = p[plane.Stride] + (fx * (p[plane.Stride + 1] - p[plane.Stride]));
        return above + (fy * (below - above));
    }

    private static void RepeatEdges(PaddedPlane plane, int y)
    {
        plane.Row(y)[-1] = plane.Row(y)[0];
        RepeatLast(plane, y);
    }

    private static void RepeatLast(PaddedPlane plane, int y) =>
        plane.Row(y)[plane.Width] = plane.Row(y)[plane.Width - 1];

    /// <summary>in(x + 1) - in(x - 1), edges repeated, and the result's edges repeated for the next derivative.</summary>
    private void Across<T>(PaddedPlane from, PaddedPlane to, int y)
        where T : struct, ILanes<T>
    {
        var source = from.Row(y);
        var target = to.Row(y);
        for (var x = 0; x < _width; x += T.Count)
        {
            (T.Load(source + x + 1) - T.Load(source + x - 1)).Store(target + x);
        }

        RepeatEdges(to, y);
    }

    private void Down<T>(PaddedPlane from, PaddedPlane to, int y)
        where T : struct, ILanes<T>
    {
        var above = from.Row(Math.Max(0, y - 1));
        var below = from.Row(Math.Min(_height - 1, y + 1));
        var target = to.Row(y);
        for (var x = 0; x < _width; x += T.Count)
        {
            (T.Load(below + x) - T.Load(above + x)).Store(target + x);
        }

        RepeatEdges(to, y);
    }

    private void Add<T>(PaddedPlane a, PaddedPlane b, PaddedPlane sum, int y)
        where T : struct, ILanes<T>
    {
        var first = a.Row(y);
        var second = b.Row(y);
        var target = sum.Row(y);
        for (var x = 0; x < _width; x += T.Count)
        {
            (T.Load(first + x) + T.Load(second + x)).Store(target + x);
        }
    }

    /// <summary>alpha / 2 / sqrt(|grad u|^2 + |grad v|^2 + epsilon^2), forward differences, zero across the edges.</summary>
    private void WeightRow<T>(int y)
        where T : struct, ILanes<T>
    {
        var u = _u.Row(y);
        var v = _v.Row(y);
        var uBelow = _u.Row(Math.Min(_height - 1, y + 1));
        var vBelow = _v.Row(Math.Min(_height - 1, y + 1));
        var weight = _weight.Row(y);
        var half = T.All(_options.Alpha / 2);
        for (var x = 0; x < _width; x += T.Count)
        {
            var (hereU, hereV) = (T.Load(u + x), T.Load(v + x));
            var (ux, uy) = (T.Load(u + x + 1) - hereU, T.Load(uBelow + x) - hereU);
            var (vx, vy) = (T.Load(v + x + 1) - hereV, T.Load(vBelow + x) - hereV);
            var square = T.MultiplyAdd(
                ux,
                ux,
                T.MultiplyAdd(vx, vx, T.MultiplyAdd(uy, uy, T.MultiplyAdd(vy, vy, T.All(EpsilonSquared))))
            );
            (half / T.Sqrt(square)).Store(weight + x);
        }
    }

    /// <summary>Brightness and gradient constancy, linearised around the change found so far.</summary>
    private void DataRow<T>(int y)
        where T : struct, ILanes<T>
    {
        var (zeta, epsilon) = (T.All(ZetaSquared), T.All(EpsilonSquared));
        var (halfDelta, halfGamma, one) = (T.All(_options.Delta / 2), T.All(_options.Gamma / 2), T.All(1));
        for (var x = 0; x < _width; x += T.Count)
        {
            var (du, dv) = (T.Load(_du.Row(y) + x), T.Load(_dv.Row(y) + x));
            var (ix, iy, it) = (T.Load(_x.Row(y) + x), T.Load(_y.Row(y) + x), T.Load(_t.Row(y) + x));
            var norm = one / T.MultiplyAdd(ix, ix, T.MultiplyAdd(iy, iy, zeta));
            var rest = T.MultiplyAdd(ix, du, T.MultiplyAdd(iy, dv, it));
            var weight = halfDelta / T.Sqrt(T.MultiplyAdd(rest * rest, norm, epsilon)) * norm;
            var a11 = T.MultiplyAdd(weight * ix, ix, zeta);
            var a12 = weight * ix * iy;
            var a22 = T.MultiplyAdd(weight * iy, iy, zeta);
            var b1 = weight * it * ix;
            var b2 = weight * it * iy;

            var (xx, xy, yy) = (T.Load(_xx.Row(y) + x), T.Load(_xy.Row(y) + x), T.Load(_yy.Row(y) + x));
            var (xt, yt) = (T.Load(_xt.Row(y) + x), T.Load(_yt.Row(y) + x));
            var normX = one / T.MultiplyAdd(xx, xx, T.MultiplyAdd(xy, xy, zeta));
            var normY = one / T.MultiplyAdd(yy, yy, T.MultiplyAdd(xy, xy, zeta));
            var restX = T.MultiplyAdd(xx, du, T.MultiplyAdd(xy, dv, xt));
            var restY = T.MultiplyAdd(xy, du, T.MultiplyAdd(yy, dv, yt));
            var square = T.MultiplyAdd(restX * restX, normX, T.MultiplyAdd(restY * restY, normY, epsilon));
            weight = halfGamma / T.Sqrt(square);
            (normX, normY) = (normX * weight, normY * weight);
            T.MultiplyAdd(xx * xx, normX, T.MultiplyAdd(xy * xy, normY, a11)).Store(_a11.Row(y) + x);
            T.MultiplyAdd(xx * xy, normX, T.MultiplyAdd(xy * yy, normY, a12)).Store(_a12.Row(y) + x);
            T.MultiplyAdd(xy * xy, normX, T.MultiplyAdd(yy * yy, normY, a22)).Store(_a22.Row(y) + x);
            (T.All(0) - T.MultiplyAdd(xx * xt, normX, T.MultiplyAdd(xy * yt, normY, b1))).Store(_b1.Row(y) + x);
            (T.All(0) - T.MultiplyAdd(xy * xt, normX, T.MultiplyAdd(yy * yt, normY, b2))).Store(_b2.Row(y) + x);
        }
    }

    /// <summary>Adds the four neighbours' smoothness; an edge's weight is that of its left or upper end, none across borders.</summary>
    private void SmoothnessRow<T>(DisLevel level, int y)
        where T : struct, ILanes<T>
    {
        var weight = _weight.Row(y);
        var weightAbove = _weight.Row(y - 1);
        var (last, zero) = (T.All(_width - 1), T.All(0));
        for (var x = 0; x < _width; x += T.Count)
        {
            var place = T.All(x) + T.Indices;
            var here = T.Load(weight + x);
            var right = T.WhereLess(place, last, here, zero);
            var left = T.WhereLess(zero, place, T.Load(weight + x - 1), zero);
            var below = y < _height - 1 ? here : zero;
            var above = y > 0 ? T.Load(weightAbove + x) : zero;
            var sum = right + left + below + above;
            (T.Load(_a11.Row(y) + x) + sum).Store(_a11.Row(y) + x);
            (T.Load(_a22.Row(y) + x) + sum).Store(_a22.Row(y) + x);
            (T.Load(_b1.Row(y) + x) + Pull(level.U)).Store(_b1.Row(y) + x);
            (T.Load(_b2.Row(y) + x) + Pull(level.V)).Store(_b2.Row(y) + x);

            T Pull(PaddedPlane field)
            {
                var row = field.Row(y) + x;
                var center = T.Load(row);
                var pull = right * (T.Load(row + 1) - center);
                pull = T.MultiplyAdd(left, T.Load(row - 1) - center, pull);
                pull = T.MultiplyAdd(below, T.Load(row + field.Stride) - center, pull);
                return T.MultiplyAdd(above, T.Load(row - field.Stride) - center, pull);
            }
        }
    }

    /// <summary>
    /// Successive over-relaxation of every second pixel of a row: those in columns of the given parity, whose four neighbours
    /// all have the other colour. Whole registers are computed and half the lanes kept.
    /// </summary>
    private void RelaxRow<T>(int y, int parity)
        where T : struct, ILanes<T>
    {
        var du = _du.Row(y);
        var dv = _dv.Row(y);
        var weight = _weight.Row(y);
        var weightAbove = _weight.Row(y - 1);
        var stride = _du.Stride;
        var (omega, last, zero) = (T.All(Omega), T.All(_width), T.All(0));
        var keep = T.Alternating(parity);
        for (var x = 0; x < _width; x += T.Count)
        {
            var here = T.Load(weight + x);
            var left = T.Load(weight + x - 1);
            var above = T.Load(weightAbove + x);
            var cross = T.Load(_a12.Row(y) + x);
            var (oldU, oldV) = (T.Load(du + x), T.Load(dv + x));
            var sumU = T.MultiplyAdd(
                left,
                T.Load(du + x - 1),
                T.MultiplyAdd(above, T.Load(du + x - stride), here * (T.Load(du + x + 1) + T.Load(du + x + stride)))
            );
            var sumV = T.MultiplyAdd(
                left,
                T.Load(dv + x - 1),
                T.MultiplyAdd(above, T.Load(dv + x - stride), here * (T.Load(dv + x + 1) + T.Load(dv + x + stride)))
            );
            var newU =
                oldU + (omega * (((sumU + T.Load(_b1.Row(y) + x) - (oldV * cross)) / T.Load(_a11.Row(y) + x)) - oldU));
            var newV =
                oldV + (omega * (((sumV + T.Load(_b2.Row(y) + x) - (newU * cross)) / T.Load(_a22.Row(y) + x)) - oldV));
            var inside = T.WhereLess(T.All(x) + T.Indices, last, keep, zero);
            T.WhereLess(zero, inside, newU, oldU).Store(du + x);
            T.WhereLess(zero, inside, newV, oldV).Store(dv + x);
        }
    }

    private enum Stage
    {
        Warp,
        FirstDerivatives,
        SecondDerivatives,
        Advance,
        Weights,
        System,
        RelaxRed,
        RelaxBlack,
        Finish,
    }

    private readonly record struct Work(VariationalRefinement Refinement, DisLevel Level, Stage Stage) : IRowKernel
    {
        public void Row<T>(int y)
            where T : unmanaged, ILanes<T> => Refinement.RunRow<T>(Level, Stage, y);
    }
}
