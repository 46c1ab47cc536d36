using System.Numerics;
using Mien.Imaging.Flow;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Spotting.Motion;

/// <summary>A Gaussian window on a crop, sampled on every second pixel: what is measured of one region. Nothing is allocated once it has its size.</summary>
internal sealed class RegionWindow
{
    private const int Step = 2;
    private const float ReachInRadii = 2;

    private readonly List<(int X, int Y, float Weight)> _points = [];

    /// <summary>Mean of the head's terms over the window.</summary>
    public Vector4 Terms { get; private set; }

    /// <summary>Lays the window.</summary>
    /// <param name="place">Its middle, in pixels of the crop.</param>
    /// <param name="radius">Its deviation.</param>
    /// <param name="head">Placed on the same face.</param>
    public void Place(Vector2 place, float radius, HeadFit head)
    {
        _points.Clear();
        var sum = 0f;
        foreach (var y in Steps(place.Y, radius, head.Size))
        {
            foreach (var x in Steps(place.X, radius, head.Size))
            {
                var away = (new Vector2(x, y) - place).LengthSquared() / (radius * radius);
                var weight = away > ReachInRadii * ReachInRadii ? 0 : MathF.Exp(-0.5f * away);
                _points.Add((x, y, weight));
                sum += weight;
            }
        }

        Normalize(Math.Max(sum, 1e-6f), head);
    }

    /// <summary>Mean flow.</summary>
    public Vector2 MotionIn(FlowField flow)
    {
        var (u, v) = (0f, 0f);
        foreach (var (x, y, weight) in _points)
        {
            u += weight * flow.U[x, y];
            v += weight * flow.V[x, y];
        }

        // A picture without any texture may give no number.
        return float.IsFinite(u) && float.IsFinite(v) ? new Vector2(u, v) : Vector2.Zero;
    }

    /// <summary>Mean of sqrt(u_x^2 + v_y^2 + (u_y + v_x)^2 / 2), without the head's stretch.</summary>
    public float StrainIn(FlowField flow, (Vector2 U, Vector2 V) head)
    {
        var sum = 0f;
        foreach (var (x, y, weight) in _points)
        {
            var ux = ((flow.U[x + 1, y] - flow.U[x - 1, y]) / 2) - head.U.X;
            var uy = ((flow.U[x, y + 1] - flow.U[x, y - 1]) / 2) - head.U.Y;
            var vx = ((flow.V[x + 1, y] - flow.V[x - 1, y]) / 2) - head.V.X;
            var vy = ((flow.V[x, y + 1] - flow.V[x, y - 1]) / 2) - head.V.Y;
            sum += weight * MathF.Sqrt((ux * ux) + (vy * vy) + (0.5f * (uy + vx) * (uy + vx)));
        }

        return float.IsFinite(sum) ? sum : 0;
    }

    /// <summary>Mean difference between a reference and the place in a picture that the flow leads to, in gray levels.</summary>
    /// <param name="reference">Where the flow starts.</param>
    /// <param name="picture">Where it leads.</param>
    /// <param name="flow">From the reference to the picture.</param>
    /// <param name="light">How much brighter the whole picture is.</param>
    public float MisfitOf(Plane reference, Plane picture, FlowField flow, float light)
    {
        var sum = 0f;
        foreach (var (x, y, weight) in _points)
        {
            var px = Math.Clamp(x + flow.U[x, y], 0, picture.Width - 1.001f);
            var py = Math.Clamp(y + flow.V[x, y], 0, picture.Height - 1.001f);
            var (left, top) = ((int)px, (int)py);
            var (fx, fy) = (px - left, py - top);
            var upper = picture[left, top] + (fx * (picture[left + 1, top] - picture[left, top]));
            var lower = picture[left, top + 1] + (fx * (picture[left + 1, top + 1] - picture[left, top + 1]));
            sum += weight * MathF.Abs(upper + (fy * (lower - upper)) - light - reference[x, y]);
        }

        return float.IsFinite(sum) ? sum : 0;
    }

    private void Normalize(float sum, HeadFit head)
    {
        Terms = Vector4.Zero;
        for (var i = 0; i < _points.Count; i++)
        {
            var (x, y, weight) = _points[i];
            _points[i] = (x, y, weight / sum);
            Terms += weight / sum * head.TermsAt(x, y);
        }
    }

    /// <summary>Every second pixel within reach, with room for differences at the edges.</summary>
    private static IEnumerable<int> Steps(float middle, float radius, int size)
    {
        var first = Math.Clamp((int)MathF.Ceiling(middle - (ReachInRadii * radius)), 1, size - 2);
        var last = Math.Clamp((int)(middle + (ReachInRadii * radius)), 1, size - 2);
        for (var i = first; i <= last; i += Step)
        {
            yield return i;
        }
    }
}
