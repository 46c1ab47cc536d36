namespace Mien.Data.Doctor;

/// <summary>What sort of thing the doctor found.</summary>
public enum FindingKind
{
    /// <summary>A table lists a clip that has no pictures.</summary>
    MissingClip,

    /// <summary>Pictures that no table lists.</summary>
    ExtraClip,

    /// <summary>A picture or video that cannot be read.</summary>
    BrokenMedia,

    /// <summary>Frame numbers that leave some out.</summary>
    FrameGap,

    /// <summary>Onset, apex or offset that no picture has.</summary>
    MissingFrame,

    /// <summary>Onset, apex and offset not in this order.</summary>
    Order,

    /// <summary>The same content under two names.</summary>
    Duplicate,

    /// <summary>Pictures of one clip that differ in size.</summary>
    FrameSize,

    /// <summary>Files or folders whose names do not follow the dataset's pattern.</summary>
    Naming,

    /// <summary>A table that cannot be read or a cell that makes no sense.</summary>
    Table,

    /// <summary>A subject that does not fit the clip or is in no published list.</summary>
    Subject,

    /// <summary>The same person in two datasets.</summary>
    SubjectOverlap,

    /// <summary>A label outside the dataset's own.</summary>
    Label,

    /// <summary>A symbolic link; never followed.</summary>
    Link,

    /// <summary>A count that differs from what is published.</summary>
    Count,

    /// <summary>A file whose header claims more than a dataset's file can hold.</summary>
    Size,

    /// <summary>A known property of this edition that matters when it is used.</summary>
    Edition,
}
