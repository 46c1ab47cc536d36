namespace Mien.Data.Synthetic;

/// <summary>Places of a face that muscles move. All but <see cref="Glabella"/> and <see cref="Chin"/> exist on both sides.</summary>
internal enum Anchor
{
    /// <summary>Inner end of the eyebrow.</summary>
    InnerBrow,

    /// <summary>Middle of the eyebrow.</summary>
    MiddleBrow,

    /// <summary>Outer end of the eyebrow.</summary>
    OuterBrow,

    /// <summary>Pupil.</summary>
    Eye,

    /// <summary>Cheek below the outer corner of the eye.</summary>
    Cheek,

    /// <summary>Wing of the nose.</summary>
    NoseWing,

    /// <summary>Corner of the mouth.</summary>
    MouthCorner,

    /// <summary>Upper lip, on the midline.</summary>
    UpperLip,

    /// <summary>Lower lip, on the midline.</summary>
    LowerLip,

    /// <summary>Between the eyebrows.</summary>
    Glabella,

    /// <summary>Boss of the chin.</summary>
    Chin,
}
