namespace Mien.Faces.Alignment;

/// <summary>How a face is brought upright and to size.</summary>
public enum AlignmentMethod
{
    /// <summary>Turn, scale and shift (4 numbers) by eyes and nose, which expressions move least.</summary>
    Similarity,

    /// <summary>Affine map (6 numbers) by all 68 points: also evens out proportions and slight turns.</summary>
    Affine,

    /// <summary>No turn: an upright square around the landmarks, as in SOFTNet (Liong et al. 2021).</summary>
    None,
}
