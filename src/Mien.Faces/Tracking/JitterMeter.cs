using System.Numerics;

namespace Mien.Faces.Tracking;

/// <summary>
/// Measures how much landmarks tremble: the distance of each point from the middle between its places one frame before
/// and one after. Steady movement gives 0; independent noise of deviation s gives s sqrt(3/2) an axis, which is divided
/// out.
/// </summary>
public sealed class JitterMeter
{
    private Vector2[] _before = [];
    private Vector2[] _last = [];
    private double _squares;
    private long _count;

    /// <summary>Root mean square over points, axes and frames, in the unit of the points; 0 before three frames.</summary>
    public double Deviation => _count == 0 ? 0 : Math.Sqrt(_squares / (1.5 * 2 * _count));

    /// <summary>Takes the points of the next frame.</summary>
    public void Add(ReadOnlySpan<Vector2> points)
    {
        if (_before.Length == points.Length)
        {
            for (var i = 0; i < points.Length; i++)
            {
                _squares += (_last[i] - ((_before[i] + points[i]) / 2)).LengthSquared();
            }

            _count += points.Length;
        }

        (_before, _last) = (_last, points.ToArray());
    }

    /// <summary>Forgets the last frames, after a gap; what was measured is kept.</summary>
    public void Break() => (_before, _last) = ([], []);
}
