namespace Mien.Spotting.Sensitivity;

/// <summary>What is planted to find the limit of detection, and how much work is done for it.</summary>
public sealed record SensitivityOptions
{
    /// <summary>What sizes and moments are drawn from.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Largest displacements that are planted, pixels of a 128 x 128 crop of the face.</summary>
    public IReadOnlyList<double> Sizes { get; init; } = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8];

    /// <summary>Lengths that are planted, seconds from onset to offset.</summary>
    public IReadOnlyList<double> Durations { get; init; } = [1 / 15.0, 0.1, 0.15, 0.25, 0.35, 0.5];

    /// <summary>The most of the recording that is used, seconds; so the work is bounded however long it is.</summary>
    public double MostSeconds { get; init; } = 60;

    /// <summary>Seconds of video that are analysed in all: a shorter stretch is gone through more often, with other plants.</summary>
    public double WorkSeconds { get; init; } = 480;

    /// <summary>The most passes over a stretch, however short it is.</summary>
    public int MostPasses { get; init; } = 40;

    /// <summary>Least time between two plants, seconds from apex to apex.</summary>
    public double Apart { get; init; } = 2.5;
}
