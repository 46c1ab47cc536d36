using System.Buffers;
using System.Numerics;
using Mien.Faces.Landmarks;
using Mien.Imaging.Flow;

namespace Mien.Faces.Alignment;

/// <summary>Takes the motion of the head out of the flow of an aligned crop, so that what is left is the skin's own.</summary>
public static class HeadMotion
{
    private const int NoseWindow = 11;
    private const int GridStep = 4;
    private const int Rounds = 8;

    // Tukey's biweight keeps 95 % of the efficiency of least squares at this many deviations.
    private const double TukeyLimit = 4.685;
    private const double FlatDeviation = 0.02;

    /// <summary>Estimates the head's motion and subtracts it.</summary>
    /// <param name="flow">The flow of a crop; changed.</param>
    /// <param name="method">What counts as the head's motion.</param>
    /// <param name="landmarks">The 68 points in pixels of the crop; only the nose bridge is used.</param>
    /// <returns>What was subtracted.</returns>
    public static AffineMotion Remove(FlowField flow, HeadMotionMethod method, IReadOnlyList<Vector2> landmarks)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(landmarks);
        var motion = method switch
        {
            HeadMotionMethod.None => default,
            HeadMotionMethod.NoseBridge => MeanAround(flow, landmarks[Shape68.NoseReference]),
            HeadMotionMethod.RobustAffine => FitAffine(flow),
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
        if (method != HeadMotionMethod.None)
        {
            Subtract(flow, motion);
        }

        return motion;
    }

    private static AffineMotion MeanAround(FlowField flow, Vector2 place)
    {
        var (u, v, count) = (0.0, 0.0, 0);
        var (left, top) = ((int)MathF.Round(place.X) - (NoseWindow / 2), (int)MathF.Round(place.Y) - (NoseWindow / 2));
        for (var y = Math.Max(0, top); y < Math.Min(flow.Height, top + NoseWindow); y++)
        {
            for (var x = Math.Max(0, left); x < Math.Min(flow.Width, left + NoseWindow); x++)
            {
                (u, v, count) = (u + flow.U[x, y], v + flow.V[x, y], count + 1);
            }
        }

        return count == 0 ? default : new AffineMotion(u / count, 0, 0, v / count, 0, 0);
    }

    /// <summary>
    /// Reweighted least squares over a grid of points inside the ellipse that the face fills; the deviation is
    /// re-estimated in each round from the median residual.
    /// </summary>
    private static AffineMotion FitAffine(FlowField flow)
    {
        var most = GridSteps(flow.Width) * GridSteps(flow.Height);
        var points = ArrayPool<Vector4>.Shared.Rent(most);
        var numbers = ArrayPool<double>.Shared.Rent(3 * most);
        var inside = points.AsSpan(0, TakePointsInside(flow, points));
        var motion = FitAffine(
            inside,
            numbers.AsSpan(0, inside.Length),
            numbers.AsSpan(most, inside.Length),
            numbers.AsSpan(2 * most, inside.Length)
        );
        ArrayPool<Vector4>.Shared.Return(points);
        ArrayPool<double>.Shared.Return(numbers);
        return motion;
    }

    private static AffineMotion FitAffine(
        ReadOnlySpan<Vector4> points,
        Span<double> weights,
        Span<double> residuals,
        Span<double> sorted
    )
    {
        weights.Fill(1);
        var motion = default(AffineMotion);
        for (var round = 0; round < Rounds; round++)
        {
            motion = Solve(points, weights);
            for (var i = 0; i < points.Length; i++)
            {
                residuals[i] = sorted[i] = Residual(points[i], motion);
            }

            sorted.Sort();
            // The median length of a two-dimensional normal vector is 1.177 deviations.
            var limit = TukeyLimit * Math.Max(FlatDeviation, sorted[sorted.Length / 2] / 1.177);
            for (var i = 0; i < points.Length; i++)
            {
                var share = residuals[i] / limit;
                weights[i] = share >= 1 ? 0 : (1 - (share * share)) * (1 - (share * share));
            }
        }

        return motion;
    }

    private static int GridSteps(int length) => (length + GridStep - 1) / GridStep;

    private static int TakePointsInside(FlowField flow, Span<Vector4> points)
    {
        var count = 0;
        var (cx, cy) = ((flow.Width - 1) / 2f, (flow.Height - 1) / 2f);
        for (var y = GridStep / 2; y < flow.Height; y += GridStep)
        {
            for (var x = GridStep / 2; x < flow.Width; x += GridStep)
            {
                if (FaceEllipse.Contains(x, y, flow.Width, flow.Height))
                {
                    points[count++] = new Vector4(x - cx, y - cy, flow.U[x, y], flow.V[x, y]);
                }
            }
        }

        return count;
    }

    private static double Residual(Vector4 p, AffineMotion m)
    {
        var du = p.Z - (m.U0 + (m.Ux * p.X) + (m.Uy * p.Y));
        var dv = p.W - (m.V0 + (m.Vx * p.X) + (m.Vy * p.Y));
        return Math.Sqrt((du * du) + (dv * dv));
    }

    /// <summary>Weighted normal equations about the weighted means.</summary>
    private static AffineMotion Solve(ReadOnlySpan<Vector4> points, ReadOnlySpan<double> weights)
    {
        var (w, x, y, u, v) = (1e-12, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var (p, weight) = (points[i], weights[i]);
            (w, x, y) = (w + weight, x + (weight * p.X), y + (weight * p.Y));
            (u, v) = (u + (weight * p.Z), v + (weight * p.W));
        }

        (x, y, u, v) = (x / w, y / w, u / w, v / w);
        var (xx, xy, yy, xu, yu, xv, yv) = (1e-9, 0.0, 1e-9, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < points.Length; i++)
        {
            var (p, weight) = (points[i], weights[i]);
            var (dx, dy, du, dv) = (p.X - x, p.Y - y, p.Z - u, p.W - v);
            (xx, xy, yy) = (xx + (weight * dx * dx), xy + (weight * dx * dy), yy + (weight * dy * dy));
            (xu, yu) = (xu + (weight * dx * du), yu + (weight * dy * du));
            (xv, yv) = (xv + (weight * dx * dv), yv + (weight * dy * dv));
        }

        var determinant = (xx * yy) - (xy * xy);
        var (ux, uy) = (((yy * xu) - (xy * yu)) / determinant, ((xx * yu) - (xy * xu)) / determinant);
        var (vx, vy) = (((yy * xv) - (xy * yv)) / determinant, ((xx * yv) - (xy * xv)) / determinant);
        return new AffineMotion(u - (ux * x) - (uy * y), ux, uy, v - (vx * x) - (vy * y), vx, vy);
    }

    private static void Subtract(FlowField flow, AffineMotion m)
    {
        var (cx, cy) = ((flow.Width - 1) / 2.0, (flow.Height - 1) / 2.0);
        for (var y = 0; y < flow.Height; y++)
        {
            var u = flow.U.Row(y);
            var v = flow.V.Row(y);
            var (u0, v0) = (m.U0 + (m.Uy * (y - cy)), m.V0 + (m.Vy * (y - cy)));
            for (var x = 0; x < u.Length; x++)
            {
                u[x] -= (float)(u0 + (m.Ux * (x - cx)));
                v[x] -= (float)(v0 + (m.Vx * (x - cx)));
            }
        }
    }
}
