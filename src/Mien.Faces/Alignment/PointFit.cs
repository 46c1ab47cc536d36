using System.Numerics;

namespace Mien.Faces.Alignment;

/// <summary>Least squares maps of points onto points, in double precision.</summary>
internal static class PointFit
{
    /// <summary>Turn, one scale and shift that take <paramref name="from"/> closest to <paramref name="to"/> (Umeyama 1991).</summary>
    public static Matrix3x2 Similarity(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
    {
        var sums = Sums.Of(from, to);
        var square = sums.Xx + sums.Yy;
        var (a, b) = ((sums.Xu + sums.Yv) / square, (sums.Xv - sums.Yu) / square);
        return sums.Matrix(a, b, -b, a);
    }

    /// <summary>The affine map that takes <paramref name="from"/> closest to <paramref name="to"/>.</summary>
    public static Matrix3x2 Affine(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
    {
        var sums = Sums.Of(from, to);
        var determinant = (sums.Xx * sums.Yy) - (sums.Xy * sums.Xy);
        double Solve(double x, double y, double first, double second) => ((x * first) + (y * second)) / determinant;
        return sums.Matrix(
            Solve(sums.Yy, -sums.Xy, sums.Xu, sums.Yu),
            Solve(sums.Yy, -sums.Xy, sums.Xv, sums.Yv),
            Solve(-sums.Xy, sums.Xx, sums.Xu, sums.Yu),
            Solve(-sums.Xy, sums.Xx, sums.Xv, sums.Yv)
        );
    }

    /// <summary>Second moments about the means: (x, y) of the first points, (u, v) of the second.</summary>
    private readonly record struct Sums(
        double X,
        double Y,
        double U,
        double V,
        double Xx,
        double Xy,
        double Yy,
        double Xu,
        double Xv,
        double Yu,
        double Yv
    )
    {
        public static Sums Of(ReadOnlySpan<Vector2> from, ReadOnlySpan<Vector2> to)
        {
            var (x, y, u, v) = (0.0, 0.0, 0.0, 0.0);
            for (var i = 0; i < from.Length; i++)
            {
                (x, y, u, v) = (x + from[i].X, y + from[i].Y, u + to[i].X, v + to[i].Y);
            }

            (x, y, u, v) = (x / from.Length, y / from.Length, u / from.Length, v / from.Length);
            var sums = new Sums(x, y, u, v, 0, 0, 0, 0, 0, 0, 0);
            for (var i = 0; i < from.Length; i++)
            {
                var (dx, dy, du, dv) = (from[i].X - x, from[i].Y - y, to[i].X - u, to[i].Y - v);
                sums = sums with
                {
                    Xx = sums.Xx + (dx * dx),
                    Xy = sums.Xy + (dx * dy),
                    Yy = sums.Yy + (dy * dy),
                    Xu = sums.Xu + (dx * du),
                    Xv = sums.Xv + (dx * dv),
                    Yu = sums.Yu + (dy * du),
                    Yv = sums.Yv + (dy * dv),
                };
            }

            return sums;
        }

        /// <summary>u = m11 x + m21 y + m31, v = m12 x + m22 y + m32, through the means.</summary>
        public Matrix3x2 Matrix(double m11, double m12, double m21, double m22) =>
            new(
                (float)m11,
                (float)m12,
                (float)m21,
                (float)m22,
                (float)(U - (m11 * X) - (m21 * Y)),
                (float)(V - (m12 * X) - (m22 * Y))
            );
    }
}
