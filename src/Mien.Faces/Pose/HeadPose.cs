using System.Numerics;
using Mien.Faces.Landmarks;

namespace Mien.Faces.Pose;

/// <summary>
/// Roughly where a head points, from its landmarks: a generic rigid head (nose tip, chin, outer eye corners, mouth
/// corners) seen by a camera without perspective, its turn found by least squares (the first step of POSIT, DeMenthon and
/// Davis 1995). A person's own proportions shift pitch by up to about 10 degrees; changes within a video are better.
/// </summary>
/// <param name="Yaw">Degrees; positive when the face is turned to the picture's right.</param>
/// <param name="Pitch">Degrees; positive when the face looks up.</param>
/// <param name="Roll">Degrees; positive when the head leans clockwise in the picture.</param>
public readonly record struct HeadPose(double Yaw, double Pitch, double Roll)
{
    // The generic head that S. Mallick's tutorial on head pose (2016) made common, in arbitrary units about the nose tip;
    // here x points to the picture's right, y down, z towards the camera.
    private static readonly (int Point, Vector3 Place)[] Head =
    [
        (30, new Vector3(0, 0, 0)),
        (8, new Vector3(0, 330, -65)),
        (36, new Vector3(-225, -170, -135)),
        (45, new Vector3(225, -170, -135)),
        (48, new Vector3(-150, 150, -125)),
        (54, new Vector3(150, 150, -125)),
    ];

    private static readonly Vector3 Middle =
        Head.Aggregate(Vector3.Zero, (sum, part) => sum + part.Place) / Head.Length;

    private static readonly Matrix4x4 InverseSpread = InvertSpread();

    /// <summary>The pose of a face with 68 landmarks.</summary>
    public static HeadPose Of(IReadOnlyList<Vector2> landmarks)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        ArgumentOutOfRangeException.ThrowIfNotEqual(landmarks.Count, Shape68.Count, nameof(landmarks));
        var center = Head.Aggregate(Vector2.Zero, (sum, part) => sum + landmarks[part.Point]) / Head.Length;
        var (across, down) = (Vector3.Zero, Vector3.Zero);
        foreach (var (point, place) in Head)
        {
            var seen = landmarks[point] - center;
            across += seen.X * (place - Middle);
            down += seen.Y * (place - Middle);
        }

        return OfAxes(Vector3.Transform(across, InverseSpread), Vector3.Transform(down, InverseSpread));
    }

    /// <summary>
    /// The two least squares rows are made orthogonal by turning both alike; the third is their cross product. Angles are
    /// those of R = Rz(roll) Rx(pitch) Ry(yaw).
    /// </summary>
    private static HeadPose OfAxes(Vector3 across, Vector3 down)
    {
        (across, down) = (Vector3.Normalize(across), Vector3.Normalize(down));
        var (sum, difference) = (Vector3.Normalize(across + down), Vector3.Normalize(across - down));
        var half = 1 / MathF.Sqrt(2);
        (across, down) = (half * (sum + difference), half * (sum - difference));
        var toward = Vector3.Cross(across, down);
        return new HeadPose(
            Degrees(Math.Atan2(-toward.X, toward.Z)),
            Degrees(Math.Asin(Math.Clamp(toward.Y, -1f, 1f))),
            Degrees(Math.Atan2(-across.Y, down.Y))
        );
    }

    private static Matrix4x4 InvertSpread()
    {
        var spread = new Matrix4x4 { M44 = 1 };
        foreach (var (_, place) in Head)
        {
            var p = place - Middle;
            spread.M11 += p.X * p.X;
            spread.M12 += p.X * p.Y;
            spread.M13 += p.X * p.Z;
            spread.M22 += p.Y * p.Y;
            spread.M23 += p.Y * p.Z;
            spread.M33 += p.Z * p.Z;
        }

        (spread.M21, spread.M31, spread.M32) = (spread.M12, spread.M13, spread.M23);
        return Matrix4x4.Invert(spread, out var inverse)
            ? inverse
            : throw new InvalidOperationException("the points of the generic head lie in a plane");
    }

    private static double Degrees(double radians) => radians * 180 / Math.PI;
}
