using Mien.Imaging.Flow;

namespace Mien.Spotting.Motion;

/// <summary>How the motion of a face's regions is measured.</summary>
public sealed record MotionOptions
{
    /// <summary>Columns and rows of the aligned crop; displacements are in its pixels. A multiple of 8 is fastest.</summary>
    public int CropSize { get; init; } = 128;

    /// <summary>The flow method.</summary>
    public FlowDefinition Flow { get; init; } = FlowDefinition.Parse("farneback");

    /// <summary>Seconds after which the reference frame is renewed.</summary>
    public double ReferenceSeconds { get; init; } = 1;

    /// <summary>Pixels that the head may have moved in the crop before the reference frame is renewed.</summary>
    public double ReferenceReach { get; init; } = 3;

    /// <summary>Pixels that a region may have moved before the reference frame is renewed.</summary>
    public double RegionReach { get; init; } = 2;
}
