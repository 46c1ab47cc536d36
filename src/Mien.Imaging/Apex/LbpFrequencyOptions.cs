namespace Mien.Imaging.Apex;

/// <summary>Parameters of <see cref="LbpFrequency"/>; the defaults are the paper's for CASME II (200 frames/s).</summary>
public sealed record LbpFrequencyOptions
{
    /// <summary>Frames of the sliding window, an odd number of at least 3.</summary>
    public int Window { get; init; } = 61;

    /// <summary>Blocks along each side of the face.</summary>
    public int Blocks { get; init; } = 6;

    /// <summary>How many blocks count, the strongest; 36 is all of 6 x 6, as in the paper. The released program means 9.</summary>
    public int StrongestBlocks { get; init; } = 36;
}
