using Mien.Faces.Detection;

namespace Mien.Spotting.Events;

/// <summary>A movement of a face that was spotted. Frames are counted from 0; both onset and offset belong to it.</summary>
public sealed record FaceEvent
{
    /// <summary>The face's number.</summary>
    public required int Face { get; init; }

    /// <summary>Micro or macro.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>First frame of the movement.</summary>
    public required int Onset { get; init; }

    /// <summary>Frame of the largest movement.</summary>
    public required int Apex { get; init; }

    /// <summary>Last frame of the movement.</summary>
    public required int Offset { get; init; }

    /// <summary>Time of the onset in seconds.</summary>
    public required double OnsetSeconds { get; init; }

    /// <summary>Time of the apex in seconds.</summary>
    public required double ApexSeconds { get; init; }

    /// <summary>Time of the offset in seconds.</summary>
    public required double OffsetSeconds { get; init; }

    /// <summary>The regions that moved, the surest first.</summary>
    public required IReadOnlyList<RegionMovement> Movements { get; init; }

    /// <summary>How far the movement stands out from what the same face does at rest, in deviations.</summary>
    public required double Score { get; init; }

    /// <summary>How likely a learnt spotter takes it for an expression, 0 to 1; null where none decided.</summary>
    public double? Probability { get; init; }

    /// <summary>Where the face is in the onset's frame, in its pixels.</summary>
    public FaceBox OnsetBox { get; init; }

    /// <summary>Where the face is in the apex's frame, in its pixels.</summary>
    public FaceBox ApexBox { get; init; }

    /// <summary>Longest movement of a region, in pixels of the crop.</summary>
    public double Size => Movements.Count == 0 ? 0 : Movements.Max(movement => movement.Motion.Length());
}
