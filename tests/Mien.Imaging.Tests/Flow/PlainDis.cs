using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Tests.Flow;

/// <summary>
/// One scale of dense inverse search with its refinement, written plainly in double precision, a pixel at a time: the twin
/// that <see cref="Dis"/> is held against.
/// </summary>
internal sealed class PlainDis(DisOptions options)
{
    private const int Side = 8;
    private const int Stripes = 8;

    public FlowField Estimate(Plane first, Plane second)
    {
        var sparse = Search(first, second);
        var (u, v) = Densify(first, second, sparse);
        if (options.RefinementIterations > 0)
        {
            Refine(first, second, u, v);
        }

        return new FlowField(ToPlane(u), ToPlane(v));
    }

    private (double U, double V)[,] Search(Plane first, Plane second)
    {
        var columns = 1 + ((first.Width - Side) / options.PatchStride);
        var rows = 1 + ((first.Height - Side) / options.PatchStride);
        var sparse = new (double U, double V)[columns, rows];
        var perStripe = (rows + Stripes - 1) / Stripes;
        for (var start = 0; start < rows; start += perStripe)
        {
            var end = Math.Min(rows, start + perStripe);
            var order = (
                from row in Enumerable.Range(start, end - start)
                from column in Enumerable.Range(0, columns)
                select (column, row)
            ).ToArray();
            foreach (var (column, row) in order)
            {
                SearchPatch(first, second, sparse, column, row, -1, start, end);
            }

            foreach (var (column, row) in order.Reverse())
            {
                SearchPatch(first, second, sparse, column, row, 1, start, end);
            }
        }

        return sparse;
    }

    private void SearchPatch(
        Plane first,
        Plane second,
        (double U, double V)[,] sparse,
        int column,
        int row,
        int side,
        int start,
        int end
    )
    {
        var (x, y) = (column * options.PatchStride, row * options.PatchStride);
        List<(double U, double V)> candidates = [sparse[column, row]];
        if (column + side >= 0 && column + side < sparse.GetLength(0))
        {
            candidates.Add(sparse[column + side, row]);
        }

        if (row + side >= start && row + side < end)
        {
            candidates.Add(sparse[column, row + side]);
        }

        var best = candidates.MinBy(c => Compare(first, second, x, y, c.U, c.V).Mismatch);
        var (u, v) = best;
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        foreach (var (i, j) in Patch(x, y))
        {
            var (dx, dy) = Sobel(first, i, j);
            (xx, xy, yy) = (xx + (dx * dx), xy + (dx * dy), yy + (dy * dy));
        }

        var determinant = (xx * yy) - (xy * xy);
        var before = double.MaxValue;
        for (var n = 0; n < options.DescentIterations / 2; n++)
        {
            var (mismatch, gx, gy) = Compare(first, second, x, y, u, v);
            u -= ((yy * gx) - (xy * gy)) / determinant;
            v -= ((xx * gy) - (xy * gx)) / determinant;
            if (mismatch >= before)
            {
                break;
            }

            before = mismatch;
        }

        var far = Math.Sqrt(Math.Pow(u - best.U, 2) + Math.Pow(v - best.V, 2)) > Side;
        sparse[column, row] = far ? best : (u, v);
    }

    private static IEnumerable<(int X, int Y)> Patch(int x, int y) =>
        from j in Enumerable.Range(y, Side)
        from i in Enumerable.Range(x, Side)
        select (i, j);

    private static (double X, double Y) Sobel(Plane p, int x, int y)
    {
        double At(int i, int j) => p[Mirror(x + i, p.Width), Mirror(y + j, p.Height)];
        return (
            At(1, -1) - At(-1, -1) + (2 * (At(1, 0) - At(-1, 0))) + At(1, 1) - At(-1, 1),
            At(-1, 1) - At(-1, -1) + (2 * (At(0, 1) - At(0, -1))) + At(1, 1) - At(1, -1)
        );
    }

    private static int Mirror(int i, int n) =>
        i < 0 ? -i
        : i >= n ? (2 * n) - 2 - i
        : i;

    private static (double Mismatch, double X, double Y) Compare(
        Plane first,
        Plane second,
        int x,
        int y,
        double u,
        double v
    )
    {
        u = Math.Clamp(x + u, 1 - Side, first.Width - 1) - x;
        v = Math.Clamp(y + v, 1 - Side, first.Height - 1) - y;
        var differences = Patch(x, y).Select(p => Bilinear(second, p.X + u, p.Y + v) - first[p.X, p.Y]).ToArray();
        var gradients = Patch(x, y).Select(p => Sobel(first, p.X, p.Y)).ToArray();
        var mean = differences.Average();
        var centred = differences.Select(d => d - mean).ToArray();
        return (
            centred.Sum(d => d * d),
            centred.Zip(gradients, (d, g) => d * g.X).Sum(),
            centred.Zip(gradients, (d, g) => d * g.Y).Sum()
        );
    }

    private static double Bilinear(Plane p, double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        double At(int i, int j) => p[Math.Clamp(left + i, 0, p.Width - 1), Math.Clamp(top + j, 0, p.Height - 1)];
        var (fx, fy) = (x - left, y - top);
        return ((1 - fy) * (((1 - fx) * At(0, 0)) + (fx * At(1, 0))))
            + (fy * (((1 - fx) * At(0, 1)) + (fx * At(1, 1))));
    }

    private (double[,] U, double[,] V) Densify(Plane first, Plane second, (double U, double V)[,] sparse)
    {
        var (u, v) = (new double[first.Width, first.Height], new double[first.Width, first.Height]);
        foreach (var (x, y) in Pixels(first))
        {
            // Behind the last patch, the last one stands in.
            var (px, py) = (
                Math.Min(x, ((sparse.GetLength(0) - 1) * options.PatchStride) + Side - 1),
                Math.Min(y, ((sparse.GetLength(1) - 1) * options.PatchStride) + Side - 1)
            );
            var over =
                from row in Enumerable.Range(0, sparse.GetLength(1))
                from column in Enumerable.Range(0, sparse.GetLength(0))
                let left = column * options.PatchStride
                let top = row * options.PatchStride
                where px >= left && px < left + Side && py >= top && py < top + Side
                select sparse[column, row];
            var weighted = over.Select(d =>
                    (
                        d.U,
                        d.V,
                        Weight: 1
                            / Math.Max(
                                1,
                                Math.Abs(
                                    Bilinear(
                                        second,
                                        Math.Clamp(x + d.U, 0, first.Width - 1.001),
                                        Math.Clamp(y + d.V, 0, first.Height - 1.001)
                                    ) - first[x, y]
                                )
                            )
                    )
                )
                .ToArray();
            var sum = weighted.Sum(d => d.Weight);
            u[x, y] = weighted.Sum(d => d.U * d.Weight) / sum;
            v[x, y] = weighted.Sum(d => d.V * d.Weight) / sum;
        }

        return (u, v);
    }

    private static IEnumerable<(int X, int Y)> Pixels(Plane p) =>
        from y in Enumerable.Range(0, p.Height)
        from x in Enumerable.Range(0, p.Width)
        select (x, y);

    private void Refine(Plane first, Plane second, double[,] u, double[,] v)
    {
        var (w, h) = (first.Width, first.Height);
        var warped = Map(
            first,
            (x, y) => Bilinear(second, Math.Clamp(x + u[x, y], 0, w - 1), Math.Clamp(y + v[x, y], 0, h - 1))
        );
        var mean = Map(first, (x, y) => (first[x, y] + warped[x, y]) / 2);
        var t = Map(first, (x, y) => warped[x, y] - first[x, y]);
        double[,] Across(double[,] p) => Map(first, (x, y) => p[Math.Min(w - 1, x + 1), y] - p[Math.Max(0, x - 1), y]);
        double[,] Down(double[,] p) => Map(first, (x, y) => p[x, Math.Min(h - 1, y + 1)] - p[x, Math.Max(0, y - 1)]);
        var (ix, iy, xt, yt) = (Across(mean), Down(mean), Across(t), Down(t));
        var (xx, xy, yy) = (Across(ix), Down(ix), Down(iy));
        var (du, dv) = (new double[w, h], new double[w, h]);
        for (var n = 0; n < options.RefinementIterations; n++)
        {
            var smooth = Map(
                first,
                (x, y) =>
                {
                    double Slope(double[,] f, double[,] d, int i, int j) => f[i, j] + d[i, j] - f[x, y] - d[x, y];
                    var (right, below) = (Math.Min(w - 1, x + 1), Math.Min(h - 1, y + 1));
                    var square =
                        Math.Pow(Slope(u, du, right, y), 2)
                        + Math.Pow(Slope(u, du, x, below), 2)
                        + Math.Pow(Slope(v, dv, right, y), 2)
                        + Math.Pow(Slope(v, dv, x, below), 2);
                    return options.Alpha / 2 / Math.Sqrt(square + 1e-6);
                }
            );
            var data = new double[w, h][];
            foreach (var (x, y) in Pixels(first))
            {
                var entry = new double[5];
                void Term(double weight, double gx, double gy, double gt)
                {
                    double[] products = [gx * gx, gx * gy, gy * gy, -gx * gt, -gy * gt];
                    for (var k = 0; k < 5; k++)
                    {
                        entry[k] += weight * products[k];
                    }
                }

                double Rest(double gx, double gy, double gt) => gt + (gx * du[x, y]) + (gy * dv[x, y]);
                double Norm(double gx, double gy) => 1 / ((gx * gx) + (gy * gy) + 0.01);
                var bright = Norm(ix[x, y], iy[x, y]);
                var rest = Rest(ix[x, y], iy[x, y], t[x, y]);
                Term(
                    options.Delta / 2 / Math.Sqrt((rest * rest * bright) + 1e-6) * bright,
                    ix[x, y],
                    iy[x, y],
                    t[x, y]
                );
                var (normX, normY) = (Norm(xx[x, y], xy[x, y]), Norm(xy[x, y], yy[x, y]));
                var (restX, restY) = (Rest(xx[x, y], xy[x, y], xt[x, y]), Rest(xy[x, y], yy[x, y], yt[x, y]));
                var steep = options.Gamma / 2 / Math.Sqrt((restX * restX * normX) + (restY * restY * normY) + 1e-6);
                Term(steep * normX, xx[x, y], xy[x, y], xt[x, y]);
                Term(steep * normY, xy[x, y], yy[x, y], yt[x, y]);
                entry[0] += 0.01;
                entry[2] += 0.01;
                data[x, y] = entry;
            }

            for (var k = 0; k < 10; k++)
            {
                foreach (var (x, y) in Pixels(first).Where(p => (p.X + p.Y) % 2 == k % 2))
                {
                    (int X, int Y, double Weight)[] around =
                    [
                        .. x > 0 ? [(x - 1, y, smooth[x - 1, y])] : Array.Empty<(int, int, double)>(),
                        .. x < w - 1 ? [(x + 1, y, smooth[x, y])] : Array.Empty<(int, int, double)>(),
                        .. y > 0 ? [(x, y - 1, smooth[x, y - 1])] : Array.Empty<(int, int, double)>(),
                        .. y < h - 1 ? [(x, y + 1, smooth[x, y])] : Array.Empty<(int, int, double)>(),
                    ];
                    var stiff = around.Sum(a => a.Weight);
                    var pullU = around.Sum(a => a.Weight * (u[a.X, a.Y] + du[a.X, a.Y] - u[x, y]));
                    var pullV = around.Sum(a => a.Weight * (v[a.X, a.Y] + dv[a.X, a.Y] - v[x, y]));
                    var d = data[x, y];
                    du[x, y] += 1.6 * (((pullU + d[3] - (dv[x, y] * d[1])) / (d[0] + stiff)) - du[x, y]);
                    dv[x, y] += 1.6 * (((pullV + d[4] - (du[x, y] * d[1])) / (d[2] + stiff)) - dv[x, y]);
                }
            }
        }

        foreach (var (x, y) in Pixels(first))
        {
            u[x, y] += du[x, y];
            v[x, y] += dv[x, y];
        }
    }

    private static double[,] Map(Plane like, Func<int, int, double> value)
    {
        var result = new double[like.Width, like.Height];
        foreach (var (x, y) in Pixels(like))
        {
            result[x, y] = value(x, y);
        }

        return result;
    }

    private static Plane ToPlane(double[,] values)
    {
        var plane = new Plane(values.GetLength(0), values.GetLength(1));
        foreach (var (x, y) in Pixels(plane))
        {
            plane[x, y] = (float)values[x, y];
        }

        return plane;
    }
}
