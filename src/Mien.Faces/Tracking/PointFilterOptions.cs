namespace Mien.Faces.Tracking;

/// <summary>Settings of <see cref="PointFilter"/>.</summary>
public sealed record PointFilterOptions
{
    /// <summary>Cut-off frequency for a point at rest, in Hz; lower is steadier.</summary>
    public double RestCutoff { get; init; } = 1;

    /// <summary>What a speed of one face width a second adds to the cut-off, in Hz; higher follows faster.</summary>
    public double SpeedGain { get; init; } = 30;

    /// <summary>Cut-off frequency of the speed estimate, in Hz.</summary>
    public double SpeedCutoff { get; init; } = 2;
}
