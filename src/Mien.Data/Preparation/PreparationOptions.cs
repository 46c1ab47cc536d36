using Mien.Faces.Alignment;
using Mien.Imaging.Flow;
using Mien.Imaging.Magnification;
using Mien.Imaging.Strain;

namespace Mien.Data.Preparation;

/// <summary>From frames to motion maps. Every property is part of the key under which a map is cached.</summary>
public sealed record PreparationOptions
{
    /// <summary>What a map shows.</summary>
    public MapContent Content { get; init; } = MapContent.Motion;

    /// <summary>Columns and rows of a map.</summary>
    public int Size { get; init; } = 128;

    /// <summary>Columns and rows of the crop in which flow is measured; u and v are in its pixels whatever the map's size.</summary>
    public int CropSize { get; init; } = 128;

    /// <summary>How the crop is chosen on the onset frame; the same crop serves every frame of the clip.</summary>
    public CropKind Crop { get; init; } = CropKind.Similarity;

    /// <summary>What the crop shows of the face.</summary>
    public CropLayout Layout { get; init; } = CropLayout.Face;

    /// <summary>Whose onset and apex are taken.</summary>
    public FrameChoice Frames { get; init; } = FrameChoice.Annotated;

    /// <summary>What to do for clips without an onset.</summary>
    public MissingOnset MissingOnset { get; init; } = MissingOnset.Rise;

    /// <summary>What to do for clips without an apex.</summary>
    public MissingApex MissingApex { get; init; } = MissingApex.Peak;

    /// <summary>How motion is enlarged in the crops before it is measured; null: not.</summary>
    public MagnificationDefinition? Magnification { get; init; }

    /// <summary>
    /// To how many frames the temporal interpolation model brings the clip, onset to offset, before anything is measured;
    /// null: the frames stay as they are.
    /// </summary>
    public int? TimFrames { get; init; }

    /// <summary>
    /// Maps in time, from the onset to the last frame; 1 for one map from onset to apex. Of motion, each shows how far
    /// things have gone since the onset at evenly spaced times, the last frame's being the last; of grey crops, the first
    /// is the onset. The frame nearest to a time is taken; with <see cref="TimFrames"/> it is one of the interpolated ones.
    /// </summary>
    public int Sequence { get; init; } = 1;

    /// <summary>The flow method and its parameters.</summary>
    public FlowDefinition Flow { get; init; } = FlowKind.TvL1;

    /// <summary>What is taken out of the flow as motion of the head.</summary>
    public HeadMotionMethod HeadMotion { get; init; } = HeadMotionMethod.None;

    /// <summary>Whether the motion of the eyes is set to zero (<see cref="MotionMask"/>, SOFTNet's margin).</summary>
    public bool MaskEyes { get; init; }

    /// <summary>The strain formula.</summary>
    public StrainForm Strain { get; init; } = StrainForm.Frobenius;
}
