using Mien.Spotting.Events;

namespace Mien.Spotting.Spotting;

/// <summary>What an unbroken stretch of one face shows.</summary>
internal sealed record SpottedStretch
{
    /// <summary>Expressions, in the order of time.</summary>
    public required IReadOnlyList<FaceEvent> Events { get; init; }

    /// <summary>Blinks, in the order of time.</summary>
    public required IReadOnlyList<FaceBlink> Blinks { get; init; }

    /// <summary>What would have been expressions had they stood out further.</summary>
    public required IReadOnlyList<NearMiss> NearMisses { get; init; }

    /// <summary>How far the face is from rest in every sample of the track, in thresholds: from 1 on it may be an event.</summary>
    public required float[] Scores { get; init; }

    /// <summary>The motion.</summary>
    public required FaceTrack Track { get; init; }
}
