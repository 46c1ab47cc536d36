using System.Numerics;

namespace Mien.Faces.Landmarks;

/// <summary>
/// Which point is what in the 68-point markup of Multi-PIE and iBUG 300-W (Sagonas et al. 2013), counted from 0. Left and
/// right are the picture's, not the person's.
/// </summary>
public static class Shape68
{
    /// <summary>Number of points.</summary>
    public const int Count = 68;

    /// <summary>From one ear along the chin to the other.</summary>
    public static Range Jaw => 0..17;

    /// <summary>The brow on the picture's left, outside in.</summary>
    public static Range LeftBrow => 17..22;

    /// <summary>The brow on the picture's right, inside out.</summary>
    public static Range RightBrow => 22..27;

    /// <summary>Down the bridge of the nose to its tip.</summary>
    public static Range NoseBridge => 27..31;

    /// <summary>Along the lower edge of the nose.</summary>
    public static Range NoseBase => 31..36;

    /// <summary>The eye on the picture's left.</summary>
    public static Range LeftEye => 36..42;

    /// <summary>The eye on the picture's right.</summary>
    public static Range RightEye => 42..48;

    /// <summary>The outer contour of the lips.</summary>
    public static Range OuterLips => 48..60;

    /// <summary>The inner contour of the lips.</summary>
    public static Range InnerLips => 60..68;

    /// <summary>The middle of the nose bridge, which no facial muscle moves much.</summary>
    public const int NoseReference = 28;

    /// <summary>The mean of some points.</summary>
    public static Vector2 Center(ReadOnlySpan<Vector2> points, Range part)
    {
        var chosen = points[part];
        var sum = Vector2.Zero;
        foreach (var point in chosen)
        {
            sum += point;
        }

        return sum / chosen.Length;
    }

    /// <summary>Distance between the middles of the eyes, in pixels.</summary>
    public static float EyeDistance(ReadOnlySpan<Vector2> points) =>
        Vector2.Distance(Center(points, LeftEye), Center(points, RightEye));
}
