namespace Mien.Data.LongVideos;

/// <summary>Where a head is, relative to rest.</summary>
/// <param name="Right">Millimetres to the picture's right.</param>
/// <param name="Down">Millimetres down.</param>
/// <param name="Nearer">Relative growth in the picture: 0.02 is 2 % larger.</param>
/// <param name="Roll">Radians, clockwise in the picture.</param>
/// <param name="Yaw">Radians, to the picture's right.</param>
/// <param name="Pitch">Radians, downward.</param>
internal readonly record struct HeadPose(
    double Right,
    double Down,
    double Nearer,
    double Roll,
    double Yaw,
    double Pitch
)
{
    public static HeadPose operator +(HeadPose a, HeadPose b) =>
        new(a.Right + b.Right, a.Down + b.Down, a.Nearer + b.Nearer, a.Roll + b.Roll, a.Yaw + b.Yaw, a.Pitch + b.Pitch);

    public static HeadPose operator -(HeadPose a, HeadPose b) => a + (-1 * b);

    public static HeadPose operator *(double factor, HeadPose a) =>
        new(factor * a.Right, factor * a.Down, factor * a.Nearer, factor * a.Roll, factor * a.Yaw, factor * a.Pitch);
}
