namespace Mien.Recognition.Networks.Sequences;

/// <summary>Sizes of <see cref="ResidualVolumes"/>; the defaults are those of the published network of 18 layers.</summary>
public sealed record ResidualVolumeOptions
{
    /// <summary>Channels of each stage.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [64, 128, 256, 512];

    /// <summary>Blocks of each stage.</summary>
    public int BlocksPerStage { get; init; } = 2;

    /// <summary>Channels between the stem's two convolutions.</summary>
    public int StemMiddle { get; init; } = 45;

    /// <summary>Side of the stem's kernel.</summary>
    public int StemKernel { get; init; } = 7;
}
