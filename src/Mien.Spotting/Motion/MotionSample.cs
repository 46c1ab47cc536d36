using System.Numerics;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Motion;

/// <summary>
/// What was measured of one face in one frame, in pixels of the aligned crop (128 across unless told otherwise), without the head's motion. It is filled again and again.
/// </summary>
public sealed class MotionSample
{
    /// <summary>Frames before this one, as counted by the source.</summary>
    public int Frame { get; set; }

    /// <summary>Time of the frame.</summary>
    public double Seconds { get; set; }

    /// <summary>The face's number.</summary>
    public int Face { get; set; }

    /// <summary>Whether the face was measured for the first time after a gap: nothing ties this frame to those before.</summary>
    public bool IsStart { get; set; }

    /// <summary>
    /// Displacement of each region since the start of the stretch, u to the right and v down. Only differences mean
    /// something; over many seconds they drift.
    /// </summary>
    public Vector2[] Regions { get; } = new Vector2[FaceRegions.Count];

    /// <summary>How far the eyes are open: the mean of both eyes' aspect ratio (Soukupova and Cech 2016).</summary>
    public float EyeOpening { get; set; }

    /// <summary>Yaw, pitch and roll of the head in degrees.</summary>
    public Vector3 Pose { get; set; }

    /// <summary>The nose bridge in the frame, in widths of the face.</summary>
    public Vector2 Head { get; set; }

    /// <summary>What of the flow neither head nor regions explain: its median, in pixels.</summary>
    public float Residual { get; set; }
}
