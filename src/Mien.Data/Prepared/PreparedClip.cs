namespace Mien.Data.Prepared;

/// <summary>One annotated micro-expression and its motion map.</summary>
public sealed record PreparedClip
{
    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The subject's name inside the dataset.</summary>
    public required string Subject { get; init; }

    /// <summary>The clip's name, unique for the subject.</summary>
    public required string Clip { get; init; }

    /// <summary>The class that is learnt, for example negative, positive or surprise.</summary>
    public required string Label { get; init; }

    /// <summary>The motion from onset to apex.</summary>
    public required MotionMap Map { get; init; }

    /// <summary>The emotion that the dataset names, finer than the label; empty when it names none.</summary>
    public string Emotion { get; init; } = "";

    /// <summary>First frame of the expression; null when it is not annotated.</summary>
    public int? Onset { get; init; }

    /// <summary>Frame of the peak; null when it is not annotated (SMIC).</summary>
    public int? Apex { get; init; }

    /// <summary>Last frame of the expression; null when it is not annotated.</summary>
    public int? Offset { get; init; }

    /// <summary>Action units as the coder wrote them, for example <c>4+L10</c>; empty when there are none.</summary>
    public string ActionUnits { get; init; } = "";

    /// <summary>Where the clip was read, for messages: file and line; empty for a clip made in memory.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The person: dataset and subject together.</summary>
    public SubjectKey Person => new(Dataset, Subject);

    /// <summary>The clip's full name: dataset, subject and clip.</summary>
    public string Name => $"{Dataset}/{Subject}/{Clip}";
}
