namespace Mien.Recognition.Explanation;

/// <summary>A part of the face that a place of a map is put under; left and right are the subject's own, as in FACS.</summary>
public enum FacePart
{
    /// <summary>The subject's left eyebrow and the forehead above it.</summary>
    LeftBrow,

    /// <summary>The subject's right eyebrow and the forehead above it.</summary>
    RightBrow,

    /// <summary>The subject's left eye and its lids.</summary>
    LeftEye,

    /// <summary>The subject's right eye and its lids.</summary>
    RightEye,

    /// <summary>The subject's left cheek, from the eye to the height of the mouth.</summary>
    LeftCheek,

    /// <summary>The subject's right cheek.</summary>
    RightCheek,

    /// <summary>The nose with its root and wings.</summary>
    Nose,

    /// <summary>Lips and corners of the mouth.</summary>
    Mouth,

    /// <summary>Below the lower lip.</summary>
    Chin,
}
