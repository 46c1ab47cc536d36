using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Flow;

/// <summary>
/// One scale of Farnebäck's method written plainly in double precision: every polynomial is fitted by solving its full 6 x 6
/// normal equations. The twin that <see cref="Farneback"/> is held against.
/// </summary>
internal sealed class PlainFarneback(FarnebackOptions options)
{
    private const int Terms = 6;

    public FlowField Estimate(Plane first, Plane second)
    {
        var (a, b) = (Expand(Smooth(first)), Expand(Smooth(second)));
        var flow = new FlowField(first.Width, first.Height);
        for (var n = 0; n < options.Iterations; n++)
        {
            flow = Solve(Equations(a, b, flow));
        }

        return flow;
    }

    /// <summary>The kernel 1/4, 1/2, 1/4 both ways, mirrored at the edges.</summary>
    private static double[,] Smooth(Plane plane)
    {
        var result = new double[plane.Width, plane.Height];
        double[] kernel = [0.25, 0.5, 0.25];
        int Mirror(int i, int n) =>
            i < 0 ? -i
            : i >= n ? (2 * n) - 2 - i
            : i;
        Each(
            plane.Width,
            plane.Height,
            (x, y) =>
            {
                for (var k = 0; k < 9; k++)
                {
                    var value = plane[Mirror(x + (k % 3) - 1, plane.Width), Mirror(y + (k / 3) - 1, plane.Height)];
                    result[x, y] += kernel[k % 3] * kernel[k / 3] * value;
                }
            }
        );
        return result;
    }

    /// <summary>Coefficients of 1, x, y, x^2, y^2, xy around every pixel, edges repeated.</summary>
    private double[,][] Expand(double[,] picture)
    {
        var (w, h) = (picture.GetLength(0), picture.GetLength(1));
        var r = options.PolynomialRadius;
        var result = new double[w, h][];
        var inverse = Invert(r);
        Each(
            w,
            h,
            (x, y) =>
            {
                var right = new double[Terms];
                Each(
                    (2 * r) + 1,
                    (2 * r) + 1,
                    (i, j) =>
                    {
                        var value = picture[Math.Clamp(x + i - r, 0, w - 1), Math.Clamp(y + j - r, 0, h - 1)];
                        var basis = Basis(i - r, j - r);
                        for (var t = 0; t < Terms; t++)
                        {
                            right[t] += Weight(i - r, j - r) * basis[t] * value;
                        }
                    }
                );
                result[x, y] = Multiply(inverse, right);
            }
        );
        return result;
    }

    private static double[] Basis(int x, int y) => [1, x, y, x * x, y * y, x * y];

    private double Weight(int x, int y) =>
        Math.Exp(-((x * x) + (y * y)) / (2 * options.PolynomialSigma * options.PolynomialSigma));

    private double[,] Invert(int r)
    {
        var normal = new double[Terms, 2 * Terms];
        Each(
            (2 * r) + 1,
            (2 * r) + 1,
            (i, j) =>
            {
                var basis = Basis(i - r, j - r);
                Each(Terms, Terms, (s, t) => normal[s, t] += Weight(i - r, j - r) * basis[s] * basis[t]);
            }
        );
        for (var i = 0; i < Terms; i++)
        {
            normal[i, Terms + i] = 1;
        }

        for (var i = 0; i < Terms; i++)
        {
            var pivot = normal[i, i];
            for (var t = 0; t < 2 * Terms; t++)
            {
                normal[i, t] /= pivot;
            }

            foreach (var s in Enumerable.Range(0, Terms).Where(s => s != i))
            {
                var factor = normal[s, i];
                for (var t = 0; t < 2 * Terms; t++)
                {
                    normal[s, t] -= factor * normal[i, t];
                }
            }
        }

        return normal;
    }

    private static double[] Multiply(double[,] inverse, double[] right) =>
        [
            .. Enumerable
                .Range(0, Terms)
                .Select(s => Enumerable.Range(0, Terms).Sum(t => inverse[s, Terms + t] * right[t])),
        ];

    /// <summary>Per pixel the entries of A^T A (xx, xy, yy) and of A^T b (x, y).</summary>
    private static double[,][] Equations(double[,][] a, double[,][] b, FlowField flow)
    {
        var (w, h) = (flow.Width, flow.Height);
        var result = new double[w, h][];
        Each(
            w,
            h,
            (x, y) =>
            {
                var (u, v) = (flow.U[x, y], flow.V[x, y]);
                var (left, top) = ((int)Math.Floor(x + u), (int)Math.Floor(y + v));
                var inside = left >= 0 && top >= 0 && left < w - 1 && top < h - 1;
                var (fx, fy) = (x + u - left, y + v - top);
                double There(int t) =>
                    ((1 - fx) * (1 - fy) * b[left, top][t])
                    + (fx * (1 - fy) * b[left + 1, top][t])
                    + ((1 - fx) * fy * b[left, top + 1][t])
                    + (fx * fy * b[left + 1, top + 1][t]);
                double Mean(int t) => inside ? (a[x, y][t] + There(t)) / 2 : a[x, y][t];
                var trust = Trust(x, w) * Trust(y, h);
                var (xx, yy, xy) = (trust * Mean(3), trust * Mean(4), trust * Mean(5) / 2);
                var bx = (trust * (a[x, y][1] - (inside ? There(1) : 0)) / 2) + (xx * u) + (xy * v);
                var by = (trust * (a[x, y][2] - (inside ? There(2) : 0)) / 2) + (xy * u) + (yy * v);
                result[x, y] =
                [
                    (xx * xx) + (xy * xy),
                    (xx + yy) * xy,
                    (yy * yy) + (xy * xy),
                    (xx * bx) + (xy * by),
                    (xy * bx) + (yy * by),
                ];
            }
        );
        return result;
    }

    private static double Trust(int x, int count)
    {
        double[] edge = [0.14, 0.14, 0.4472, 0.4472, 0.4472];
        return (x < 5 ? edge[x] : 1) * (x >= count - 5 ? edge[count - 1 - x] : 1);
    }

    private FlowField Solve(double[,][] equations)
    {
        var (w, h) = (equations.GetLength(0), equations.GetLength(1));
        var flow = new FlowField(w, h);
        var r = options.Window / 2;
        Each(
            w,
            h,
            (x, y) =>
            {
                var mean = new double[5];
                Each(
                    (2 * r) + 1,
                    (2 * r) + 1,
                    (i, j) =>
                    {
                        var entry = equations[Math.Clamp(x + i - r, 0, w - 1), Math.Clamp(y + j - r, 0, h - 1)];
                        for (var t = 0; t < 5; t++)
                        {
                            mean[t] += entry[t] / options.Window / options.Window;
                        }
                    }
                );
                var determinant = (mean[0] * mean[2]) - (mean[1] * mean[1]) + 1e-3;
                flow.U[x, y] = (float)(((mean[2] * mean[3]) - (mean[1] * mean[4])) / determinant);
                flow.V[x, y] = (float)(((mean[0] * mean[4]) - (mean[1] * mean[3])) / determinant);
            }
        );
        return flow;
    }

    private static void Each(int width, int height, Action<int, int> visit)
    {
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                visit(x, y);
            }
        }
    }
}
