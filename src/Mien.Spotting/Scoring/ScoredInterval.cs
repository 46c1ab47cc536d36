using Mien.Spotting.Events;

namespace Mien.Spotting.Scoring;

/// <summary>A stretch of a video in which a face moves, as truth or as somebody's prediction. Frames as the table counts them; onset and offset both belong to it.</summary>
public sealed record ScoredInterval
{
    /// <summary>The video, by the name that truth and predictions share; see <see cref="VideoNames"/>.</summary>
    public required string Video { get; init; }

    /// <summary>Micro or macro; null where the table does not say.</summary>
    public EventKind? Kind { get; init; }

    /// <summary>First frame.</summary>
    public required int Onset { get; init; }

    /// <summary>Last frame.</summary>
    public required int Offset { get; init; }

    /// <summary>Frame of the peak; null where not told.</summary>
    public int? Apex { get; init; }

    /// <summary>The class; empty where not told or where a recogniser abstained.</summary>
    public string Class { get; init; } = "";

    /// <summary>Largest displacement, pixels of a 128 x 128 crop; null where not told.</summary>
    public double? Size { get; init; }

    /// <summary>Frames a second of the video; null where not told.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Seconds from the beginning of the first frame to the end of the last; null where the rate is not told.</summary>
    public double? Seconds => Frames / FrameRate;

    /// <summary>Frames in all.</summary>
    public int Frames => Offset - Onset + 1;

    /// <summary>
    /// Intersection over union in whole frames, |W n G| / |W u G| of the MEGC2019 spotting guideline; 0 where they do not
    /// touch.
    /// </summary>
    public double Overlap(ScoredInterval other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var shared = (long)Math.Min(Offset, other.Offset) - Math.Max(Onset, other.Onset) + 1;
        return shared <= 0 ? 0 : shared / (double)((long)Frames + other.Frames - shared);
    }
}
