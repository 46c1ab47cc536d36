using System.Numerics;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Motion;

/// <summary>The motion of one face through a video, frame after frame; frames without the face are absent.</summary>
/// <param name="face">The face's number.</param>
public sealed class MotionSeries(int face)
{
    private readonly List<int> _frames = [];
    private readonly List<double> _seconds = [];
    private readonly List<bool> _starts = [];
    private readonly List<float> _openings = [];
    private readonly List<Vector3> _poses = [];
    private readonly List<Vector2> _heads = [];
    private readonly List<float> _residuals = [];
    private readonly List<Vector2> _regions = [];

    /// <summary>The face's number.</summary>
    public int Face => face;

    /// <summary>Frames held.</summary>
    public int Count => _frames.Count;

    /// <summary>Frames of the source before the i-th.</summary>
    public int FrameAt(int i) => _frames[i];

    /// <summary>Time of the i-th frame.</summary>
    public double SecondsAt(int i) => _seconds[i];

    /// <summary>Whether nothing ties the i-th frame to those before.</summary>
    public bool IsStartAt(int i) => _starts[i];

    /// <summary>How far the eyes are open in the i-th frame.</summary>
    public float EyeOpeningAt(int i) => _openings[i];

    /// <summary>Yaw, pitch and roll in the i-th frame.</summary>
    public Vector3 PoseAt(int i) => _poses[i];

    /// <summary>The nose bridge in the i-th frame, in widths of the face.</summary>
    public Vector2 HeadAt(int i) => _heads[i];

    /// <summary>The unexplained flow of the i-th frame, in pixels.</summary>
    public float ResidualAt(int i) => _residuals[i];

    /// <summary>A region's displacement in the i-th frame, in pixels of the crop.</summary>
    public Vector2 RegionAt(int i, int region) => _regions[(i * FaceRegions.Count) + region];

    /// <summary>Adds a frame.</summary>
    public void Add(MotionSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        _frames.Add(sample.Frame);
        _seconds.Add(sample.Seconds);
        _starts.Add(sample.IsStart);
        _openings.Add(sample.EyeOpening);
        _poses.Add(sample.Pose);
        _heads.Add(sample.Head);
        _residuals.Add(sample.Residual);
        _regions.AddRange(sample.Regions);
    }
}
