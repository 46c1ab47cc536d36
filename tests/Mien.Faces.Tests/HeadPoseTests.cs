using System.Numerics;
using Mien.Faces.Pose;

namespace Mien.Faces.Tests;

public sealed class HeadPoseTests
{
    /// <summary>The generic head again, in a frame of its own: x right, y up, z towards the camera.</summary>
    private static readonly Dictionary<int, Vector3> Head = new()
    {
        [30] = new(0, 0, 0),
        [8] = new(0, -330, -65),
        [36] = new(-225, 170, -135),
        [45] = new(225, 170, -135),
        [48] = new(-150, -150, -125),
        [54] = new(150, -150, -125),
    };

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(25, 0, 0)]
    [InlineData(0, 15, 0)]
    [InlineData(0, 0, -20)]
    [InlineData(-30, 10, 12)]
    public void The_turn_of_a_drawn_head_is_found(double yaw, double pitch, double roll)
    {
        // Right-handed with y up: turning to the right is +y, looking up is -x, leaning clockwise is -z.
        var turn =
            Matrix4x4.CreateRotationY(Radians(yaw))
            * Matrix4x4.CreateRotationX(-Radians(pitch))
            * Matrix4x4.CreateRotationZ(-Radians(roll));
        var landmarks = new Vector2[68];
        foreach (var (point, place) in Head)
        {
            var seen = Vector3.Transform(place, turn);
            landmarks[point] = new Vector2(320 + (0.3f * seen.X), 240 - (0.3f * seen.Y));
        }

        var pose = HeadPose.Of(landmarks);

        Assert.Equal(yaw, pose.Yaw, 0.1);
        Assert.Equal(pitch, pose.Pitch, 0.1);
        Assert.Equal(roll, pose.Roll, 0.1);
    }

    private static float Radians(double degrees) => (float)(degrees * Math.PI / 180);
}
