using Mien.Faces.Alignment;
using Mien.Imaging.Flow;
using Mien.Imaging.Strain;

namespace Mien.Faces.Motion;

/// <summary>How motion is measured from frame to frame.</summary>
public sealed record FaceMotionOptions
{
    /// <summary>Columns and rows of the crop; a multiple of 8 is fastest.</summary>
    public int CropSize { get; init; } = 128;

    /// <summary>What the crop shows.</summary>
    public CropLayout Layout { get; init; } = new();

    /// <summary>The flow method and its parameters.</summary>
    public FlowDefinition Flow { get; init; } = FlowKind.TvL1;

    /// <summary>What is taken out of the flow as motion of the head.</summary>
    public HeadMotionMethod HeadMotion { get; init; } = HeadMotionMethod.RobustAffine;

    /// <summary>The strain formula.</summary>
    public StrainForm Strain { get; init; } = StrainForm.Frobenius;
}
