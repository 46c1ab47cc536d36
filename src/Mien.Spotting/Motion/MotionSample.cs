using System.Numerics;
using Mien.Faces.Detection;
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

    /// <summary>Mean strain of each region since the reference frame (the Frobenius form), without unit.</summary>
    public float[] Strains { get; } = new float[FaceRegions.Count];

    /// <summary>
    /// How badly each region, moved back, fits the reference frame: mean difference in gray levels. High where something
    /// covers the face, or where what is seen has changed (teeth).
    /// </summary>
    public float[] Misfits { get; } = new float[FaceRegions.Count];

    /// <summary>How far the eyes are open: the mean of both eyes' aspect ratio (Soukupova and Cech 2016).</summary>
    public float EyeOpening { get; set; }

    /// <summary>The face in the frame, in its pixels.</summary>
    public FaceBox Box { get; set; }

    /// <summary>Yaw, pitch and roll of the head in degrees.</summary>
    public Vector3 Pose { get; set; }

    /// <summary>Where the head is, in pixels of the crop since the start of the stretch: right and down.</summary>
    public Vector2 Head { get; set; }

    /// <summary>
    /// How far the head has turned since the start of the stretch, as the pixels that the turn shifts what is one half face nearer: right and down.
    /// </summary>
    public Vector2 Turn { get; set; }

    /// <summary>What of the flow neither head nor regions explain: its median, in pixels.</summary>
    public float Residual { get; set; }
}
