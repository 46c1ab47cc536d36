namespace Mien.Faces.Alignment;

/// <summary>What is taken for the motion of the head and subtracted from a flow field.</summary>
public enum HeadMotionMethod
{
    /// <summary>Nothing: the flow stays as it is.</summary>
    None,

    /// <summary>
    /// The mean flow of an 11 x 11 window on the nose bridge (landmark 28), as SOFTNet (Liong et al. 2021): a shift.
    /// </summary>
    NoseBridge,

    /// <summary>
    /// An affine motion fitted to the whole face by iteratively reweighted least squares (Tukey's biweight), to which an
    /// expression, being local, is an outlier: shift, turn, zoom and shear.
    /// </summary>
    RobustAffine,
}
