using Mien.Data.Twins;

namespace Mien.Data.LongVideos;

/// <summary>All that is to be seen in one frame.</summary>
internal readonly ref struct FilmMoment
{
    /// <summary>Where the head is.</summary>
    public required HeadPose Pose { get; init; }

    /// <summary>How far the lids are shut, 0 to 1.</summary>
    public required float Shut { get; init; }

    /// <summary>How far the pupils are from the middle, pixels to the right and down.</summary>
    public required (float Right, float Down) Pupils { get; init; }

    /// <summary>How far the lips are apart, pixels.</summary>
    public required float LipGap { get; init; }

    /// <summary>The factor of all light.</summary>
    public required float Light { get; init; }

    /// <summary>Standard deviation of the camera's noise, grey levels.</summary>
    public required float Noise { get; init; }

    /// <summary>What moves the skin, with its strength.</summary>
    public required ReadOnlySpan<(MotionPatch Patch, float Strength)> Motions { get; init; }
}
