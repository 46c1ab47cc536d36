namespace Mien.Spotting.Scoring;

/// <summary>How spotting is scored.</summary>
public sealed record ScoringOptions
{
    /// <summary>Least intersection over union of a hit; 0.5 in all MEGC challenges.</summary>
    public double Overlap { get; init; } = 0.5;

    /// <summary>
    /// Truths whose size is known and below this many pixels count neither when found nor when missed; 0 counts all.
    /// </summary>
    public double LeastSize { get; init; }

    /// <summary>The classes that recognition is scored on; those of the truth when null. Truths of others are spotted but not recognised.</summary>
    public IReadOnlyList<string>? Classes { get; init; }
}
