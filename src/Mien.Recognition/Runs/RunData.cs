namespace Mien.Recognition.Runs;

/// <summary>One prepared set that a run read.</summary>
public sealed record RunData
{
    /// <summary>The folder as it was given.</summary>
    public required string Path { get; init; }

    /// <summary>SHA-256 over the set's index and the content of its maps.</summary>
    public required string Hash { get; init; }

    /// <summary>
    /// The known annotation errors that were corrected when the set was prepared, a line each: set, clip, change, reason;
    /// null when the set does not say.
    /// </summary>
    public string[]? Corrections { get; init; }

    /// <summary>Number of samples used.</summary>
    public required int Samples { get; init; }

    /// <summary>Number of subjects.</summary>
    public required int Subjects { get; init; }
}
