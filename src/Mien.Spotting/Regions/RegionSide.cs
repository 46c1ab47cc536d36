namespace Mien.Spotting.Regions;

/// <summary>On which side of the face a region lies: the subject's own left and right, as in the Facial Action Coding System.</summary>
public enum RegionSide
{
    /// <summary>On the midline.</summary>
    Middle,

    /// <summary>The subject's right, the picture's left.</summary>
    Right,

    /// <summary>The subject's left, the picture's right.</summary>
    Left,
}
