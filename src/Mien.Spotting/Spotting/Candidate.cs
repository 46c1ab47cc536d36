namespace Mien.Spotting.Spotting;

/// <summary>A movement that stands out, before it is known what it is. Samples are those of the track.</summary>
internal sealed record Candidate
{
    /// <summary>From the first sample of the movement to the last.</summary>
    public required SampleSpan Span { get; init; }

    /// <summary>Its largest moment.</summary>
    public required int Apex { get; init; }

    /// <summary>How far it stands out: the root mean square of the two regions furthest from rest, in deviations.</summary>
    public required double Score { get; init; }

    /// <summary>How likely a network takes it for an expression; null where none was asked.</summary>
    public double? Probability { get; init; }

    /// <summary>The regions that it was found in.</summary>
    public required RegionGroup Group { get; init; }

    /// <summary>Region furthest from rest, in deviations.</summary>
    public required int Region { get; init; }

    /// <summary>Whether the movement was under way already when the stretch began.</summary>
    public required bool BeginsBefore { get; init; }

    /// <summary>Whether the movement was still under way when the stretch ended.</summary>
    public required bool EndsAfter { get; init; }

    /// <summary>Largest other movement of the same kind around it, relative to its own.</summary>
    public required double Company { get; init; }

    /// <summary>Mean height between onset and offset, 1 at the apex.</summary>
    public required double Fullness { get; init; }
}
