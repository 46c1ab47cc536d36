namespace Mien.Spotting.Regions;

/// <summary>The part of the face that a region belongs to.</summary>
public enum RegionPart
{
    /// <summary>Inner end of the eyebrow.</summary>
    InnerBrow,

    /// <summary>Outer end of the eyebrow.</summary>
    OuterBrow,

    /// <summary>Between the eyebrows.</summary>
    Glabella,

    /// <summary>The upper eyelid; it tells blinks and is not searched for expressions.</summary>
    UpperLid,

    /// <summary>Below the eye.</summary>
    LowerLid,

    /// <summary>Beside the outer corner of the eye.</summary>
    EyeCorner,

    /// <summary>The cheek.</summary>
    Cheek,

    /// <summary>The wing of the nose.</summary>
    NoseWing,

    /// <summary>The fold between nose and corner of the mouth.</summary>
    NasolabialFold,

    /// <summary>The corner of the mouth.</summary>
    MouthCorner,

    /// <summary>The upper lip.</summary>
    UpperLip,

    /// <summary>The lower lip.</summary>
    LowerLip,

    /// <summary>The chin.</summary>
    Chin,
}
