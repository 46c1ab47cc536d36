using System.Numerics;
using Mien.Faces.Landmarks;
using Mien.Imaging.Flow;

namespace Mien.Faces.Alignment;

/// <summary>Pixels of a crop whose motion is no expression, so that it is set to zero.</summary>
public sealed class MotionMask
{
    /// <summary>SOFTNet's margin around the eyes (Liong et al. 2021), 15 pixels of a crop of 128, as a share of the crop.</summary>
    public const double SoftNetMargin = 15 / 128.0;

    private readonly int[] _hidden;
    private readonly int _size;

    private MotionMask(int size, Func<int, int, bool> isHidden)
    {
        _size = size;
        _hidden = [.. Enumerable.Range(0, size * size).Where(i => isHidden(i % size, i / size))];
    }

    /// <summary>
    /// Hides the eyes, where blinks and glances move more than any expression: pixels inside the polygons of points 36-41
    /// and 42-47, or nearer to them than a margin, as SOFTNet does.
    /// </summary>
    /// <param name="landmarks">The 68 points in pixels of the crop.</param>
    /// <param name="size">Columns and rows of the crop.</param>
    /// <param name="margin">Room around the eyes, as a share of the crop.</param>
    public static MotionMask Eyes(IReadOnlyList<Vector2> landmarks, int size, double margin = SoftNetMargin)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        ArgumentOutOfRangeException.ThrowIfNotEqual(landmarks.Count, Shape68.Count, nameof(landmarks));
        Vector2[] points = [.. landmarks];
        Vector2[][] eyes = [points[Shape68.LeftEye], points[Shape68.RightEye]];
        var reach = (float)(margin * size);
        return new MotionMask(size, (x, y) => Array.Exists(eyes, eye => IsNear(eye, new Vector2(x, y), reach)));
    }

    /// <summary>Hides what lies outside the ellipse that a face fills in its crop: hair, neck and wall.</summary>
    /// <param name="size">Columns and rows of the crop.</param>
    public static MotionMask Surroundings(int size) => new(size, (x, y) => !FaceEllipse.Contains(x, y, size, size));

    /// <summary>How many pixels are hidden.</summary>
    public int Count => _hidden.Length;

    /// <summary>Sets the motion of the hidden pixels to zero.</summary>
    public void Clear(FlowField flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfNotEqual(flow.Width, _size, nameof(flow));
        ArgumentOutOfRangeException.ThrowIfNotEqual(flow.Height, _size, nameof(flow));
        foreach (var i in _hidden)
        {
            (flow.U.Samples[i], flow.V.Samples[i]) = (0, 0);
        }
    }

    /// <summary>Even-odd rule for the inside, distance to the sides for the margin.</summary>
    private static bool IsNear(Vector2[] polygon, Vector2 place, float reach)
    {
        var inside = false;
        for (var i = 0; i < polygon.Length; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Length]);
            if (DistanceToSide(a, b, place) <= reach)
            {
                return true;
            }

            if (a.Y > place.Y != b.Y > place.Y && place.X < a.X + ((b.X - a.X) * (place.Y - a.Y) / (b.Y - a.Y)))
            {
                inside = !inside;
            }
        }

        return inside;
    }

    private static float DistanceToSide(Vector2 a, Vector2 b, Vector2 place)
    {
        var side = b - a;
        var along = side == Vector2.Zero ? 0 : Math.Clamp(Vector2.Dot(place - a, side) / side.LengthSquared(), 0, 1);
        return Vector2.Distance(place, a + (along * side));
    }
}
