using Mien.Faces.Alignment;
using Mien.Imaging.Flow;
using Mien.Imaging.Strain;

namespace Mien.Data.Preparation;

/// <summary>From frames to motion maps. Every property is part of the key under which a map is cached.</summary>
public sealed record PreparationOptions
{
    /// <summary>Columns and rows of a map.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Columns and rows of the crop in which flow is measured; u and v are in its pixels whatever the map's size.</summary>
    public int CropSize { get; init; } = 128;

    /// <summary>How the crop is chosen on the onset frame; the same crop serves the apex.</summary>
    public CropKind Crop { get; init; } = CropKind.Similarity;

    /// <summary>The flow method and its parameters.</summary>
    public FlowDefinition Flow { get; init; } = FlowKind.TvL1;

    /// <summary>What is taken out of the flow as motion of the head.</summary>
    public HeadMotionMethod HeadMotion { get; init; } = HeadMotionMethod.None;

    /// <summary>The strain formula.</summary>
    public StrainForm Strain { get; init; } = StrainForm.Frobenius;

    /// <summary>What to do for clips without an apex.</summary>
    public MissingApex MissingApex { get; init; } = MissingApex.Peak;
}
