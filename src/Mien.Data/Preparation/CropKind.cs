namespace Mien.Data.Preparation;

/// <summary>How the part of the frame that becomes the map is chosen.</summary>
public enum CropKind
{
    /// <summary>Turned, scaled and shifted by eyes and nose.</summary>
    Similarity,

    /// <summary>An affine map by all 68 landmarks.</summary>
    Affine,

    /// <summary>An upright square around the landmarks.</summary>
    None,

    /// <summary>The largest square in the middle of the frame: for frames that were cropped before; needs no face model.</summary>
    Whole,
}
