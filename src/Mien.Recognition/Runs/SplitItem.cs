namespace Mien.Recognition.Runs;

/// <summary>One sample of a run's data.</summary>
public sealed record SplitItem
{
    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Subject's id within the dataset.</summary>
    public required string Subject { get; init; }

    /// <summary>Clip's (or frame's) id within the subject, as in predictions.csv.</summary>
    public required string Clip { get; init; }

    /// <summary>SHA-256 of the sample's content; null when it is not known.</summary>
    public string? Hash { get; init; }

    /// <summary>Perceptual hash of the sample (<see cref="Certification.LookAlikeHash"/>); null when it is not known.</summary>
    public string? LookAlike { get; init; }

    /// <summary>Which sample.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public SampleKey Key => new(Dataset, Subject, Clip);
}
