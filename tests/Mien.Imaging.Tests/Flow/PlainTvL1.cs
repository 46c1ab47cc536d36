using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Flow;

/// <summary>
/// TV-L1 written plainly from the IPOL text, one equation after the other over whole planes, in double precision where the
/// reference has it: the twin that <see cref="TvL1"/> is held against.
/// </summary>
internal sealed class PlainTvL1(TvL1Options options)
{
    public FlowField Estimate(Plane first, Plane second)
    {
        var (a, b) = Normalised(first, second);
        List<(Plane First, Plane Second)> pyramid = [(Gaussian(a, 0.8), Gaussian(b, 0.8))];
        var diagonal = Math.Sqrt((a.Width * a.Width) + (a.Height * a.Height));
        var scales = Math.Min(options.Scales, (int)(1 + (Math.Log(diagonal / 16) / Math.Log(1 / options.Zoom))));
        while (pyramid.Count < scales)
        {
            pyramid.Add((ZoomOut(pyramid[^1].First), ZoomOut(pyramid[^1].Second)));
        }

        var flow = new FlowField(pyramid[^1].First.Width, pyramid[^1].First.Height);
        for (var s = pyramid.Count - 1; s >= 0; s--)
        {
            Solve(pyramid[s].First, pyramid[s].Second, flow);
            if (s > 0)
            {
                flow = new FlowField(ZoomIn(flow.U, pyramid[s - 1].First), ZoomIn(flow.V, pyramid[s - 1].First));
            }
        }

        return flow;
    }

    private static (Plane, Plane) Normalised(Plane first, Plane second)
    {
        var low = Math.Min(first.Samples.Min(), second.Samples.Min());
        var high = Math.Max(first.Samples.Max(), second.Samples.Max());
        Plane Map(Plane p) =>
            high > low ? Make(p.Width, p.Height, (x, y) => (float)(255.0 * (p[x, y] - low) / (high - low))) : p;
        return (Map(first), Map(second));
    }

    private static Plane Make(int width, int height, Func<int, int, float> value)
    {
        var plane = new Plane(width, height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                plane[x, y] = value(x, y);
            }
        }

        return plane;
    }

    private static Plane Gaussian(Plane plane, double sigma)
    {
        var weights = Enumerable
            .Range(0, (int)(5 * sigma) + 1)
            .Select(i => Math.Exp(-i * i / (2 * sigma * sigma)))
            .ToArray();
        var sum = (2 * weights.Sum()) - weights[0];
        static int Mirror(int i, int n) =>
            Math.Clamp(
                i < 0 ? -i
                    : i >= n ? (2 * n) - 1 - i
                    : i,
                0,
                n - 1
            );
        var rows = Make(
            plane.Width,
            plane.Height,
            (x, y) =>
                (float)
                    Enumerable
                        .Range(1 - weights.Length, (2 * weights.Length) - 1)
                        .Sum(j => weights[Math.Abs(j)] / sum * plane[Mirror(x + j, plane.Width), y])
        );
        return Make(
            plane.Width,
            plane.Height,
            (x, y) =>
                (float)
                    Enumerable
                        .Range(1 - weights.Length, (2 * weights.Length) - 1)
                        .Sum(j => weights[Math.Abs(j)] / sum * rows[x, Mirror(y + j, plane.Height)])
        );
    }

    private Plane ZoomOut(Plane plane)
    {
        var smooth = Gaussian(plane, 0.6f * MathF.Sqrt((1 / (options.Zoom * options.Zoom)) - 1));
        return Make(
            (int)((plane.Width * options.Zoom) + 0.5f),
            (int)((plane.Height * options.Zoom) + 0.5f),
            (x, y) => (float)Bicubic(smooth, x / options.Zoom, y / options.Zoom)
        );
    }

    private Plane ZoomIn(Plane plane, Plane like)
    {
        var (fx, fy) = ((float)like.Width / plane.Width, (float)like.Height / plane.Height);
        return Make(like.Width, like.Height, (x, y) => (float)Bicubic(plane, x / fx, y / fy) / options.Zoom);
    }

    private static double Bicubic(Plane plane, float x, float y)
    {
        var (left, top) = ((int)x, (int)y);
        double At(int i, int j) =>
            plane[Math.Clamp(left + i, 0, plane.Width - 1), Math.Clamp(top + j, 0, plane.Height - 1)];
        var columns = new double[4];
        for (var i = 0; i < 4; i++)
        {
            columns[i] = Cubic(At(i - 1, -1), At(i - 1, 0), At(i - 1, 1), At(i - 1, 2), y - top);
        }

        return Cubic(columns[0], columns[1], columns[2], columns[3], x - left);
    }

    private static double Cubic(double a, double b, double c, double d, double t) =>
        b + (0.5 * t * (c - a + (t * ((2 * a) - (5 * b) + (4 * c) - d + (t * ((3 * (b - c)) + d - a))))));

    private static Plane Warp(Plane plane, FlowField flow) =>
        Make(
            plane.Width,
            plane.Height,
            (x, y) =>
            {
                var (px, py) = (x + flow.U[x, y], y + flow.V[x, y]);
                return px < 1 || py < 1 || (int)px + 2 >= plane.Width || (int)py + 2 >= plane.Height
                    ? 0
                    : (float)Bicubic(plane, px, py);
            }
        );

    private void Solve(Plane first, Plane second, FlowField flow)
    {
        var (w, h) = (first.Width, first.Height);
        var dx = Make(w, h, (x, y) => 0.5f * (second[Math.Min(w - 1, x + 1), y] - second[Math.Max(0, x - 1), y]));
        var dy = Make(w, h, (x, y) => 0.5f * (second[x, Math.Min(h - 1, y + 1)] - second[x, Math.Max(0, y - 1)]));
        var p = Enumerable.Range(0, 4).Select(_ => new Plane(w, h)).ToArray();
        for (var warp = 0; warp < options.Warps; warp++)
        {
            var (warped, gx, gy) = (Warp(second, flow), Warp(dx, flow), Warp(dy, flow));
            var square = Make(w, h, (x, y) => (gx[x, y] * gx[x, y]) + (gy[x, y] * gy[x, y]));
            var constant = Make(
                w,
                h,
                (x, y) => warped[x, y] - (gx[x, y] * flow.U[x, y]) - (gy[x, y] * flow.V[x, y]) - first[x, y]
            );
            var change = double.PositiveInfinity;
            for (var n = 0; n < options.MaxIterations && change > options.Epsilon * options.Epsilon; n++)
            {
                if (options.MedianWindow > 0 && n % 30 == 0)
                {
                    Median(flow.U).Samples.CopyTo(flow.U.Samples, 0);
                    Median(flow.V).Samples.CopyTo(flow.V.Samples, 0);
                }

                change = Iterate(gx, gy, square, constant, p, flow);
            }
        }
    }

    private double Iterate(Plane gx, Plane gy, Plane square, Plane constant, Plane[] p, FlowField flow)
    {
        var (w, h) = (gx.Width, gx.Height);
        var limit = options.Lambda * options.Theta;
        var (u, v) = (new Plane(w, h), new Plane(w, h));
        double change = 0;
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var rho = constant[x, y] + ((gx[x, y] * flow.U[x, y]) + (gy[x, y] * flow.V[x, y]));
                var along =
                    rho < -limit * square[x, y] ? limit
                    : rho > limit * square[x, y] ? -limit
                    : square[x, y] < 1e-10f ? 0
                    : -rho / square[x, y];
                u[x, y] = flow.U[x, y] + (along * gx[x, y]) + (options.Theta * Divergence(p[0], p[1], x, y));
                v[x, y] = flow.V[x, y] + (along * gy[x, y]) + (options.Theta * Divergence(p[2], p[3], x, y));
                change += Math.Pow(u[x, y] - flow.U[x, y], 2) + Math.Pow(v[x, y] - flow.V[x, y], 2);
            }
        }

        u.Samples.CopyTo(flow.U.Samples, 0);
        v.Samples.CopyTo(flow.V.Samples, 0);
        Project(u, p[0], p[1]);
        Project(v, p[2], p[3]);
        return change / (w * h);
    }

    private static float Divergence(Plane px, Plane py, int x, int y) =>
        (x < px.Width - 1 ? px[x, y] : 0)
        - (x > 0 ? px[x - 1, y] : 0)
        + ((y < py.Height - 1 ? py[x, y] : 0) - (y > 0 ? py[x, y - 1] : 0));

    private void Project(Plane u, Plane px, Plane py)
    {
        var step = options.Tau / options.Theta;
        for (var y = 0; y < u.Height; y++)
        {
            for (var x = 0; x < u.Width; x++)
            {
                var ux = x < u.Width - 1 ? u[x + 1, y] - u[x, y] : 0;
                var uy = y < u.Height - 1 ? u[x, y + 1] - u[x, y] : 0;
                var scale = 1 + (step * (float)Math.Sqrt(((double)ux * ux) + ((double)uy * uy)));
                px[x, y] = (px[x, y] + (step * ux)) / scale;
                py[x, y] = (py[x, y] + (step * uy)) / scale;
            }
        }
    }

    private Plane Median(Plane plane)
    {
        var r = options.MedianWindow / 2;
        return Make(
            plane.Width,
            plane.Height,
            (x, y) =>
                (
                    from j in Enumerable.Range(y - r, options.MedianWindow)
                    from i in Enumerable.Range(x - r, options.MedianWindow)
                    select plane[Math.Clamp(i, 0, plane.Width - 1), Math.Clamp(j, 0, plane.Height - 1)]
                )
                    .Order()
                    .ElementAt(options.MedianWindow * options.MedianWindow / 2)
        );
    }
}
