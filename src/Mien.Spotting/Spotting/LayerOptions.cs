namespace Mien.Spotting.Spotting;

/// <summary>
/// How excursions of one span of time are looked for: short ones against the median of a second or two, long ones against
/// that of some ten seconds.
/// </summary>
public sealed record LayerOptions
{
    /// <summary>For micro-expressions.</summary>
    public static LayerOptions Short { get; } = new();

    /// <summary>For expressions of up to some seconds.</summary>
    public static LayerOptions Long { get; } =
        new()
        {
            HalfWindow = 6,
            MostRate = 15,
            Smoothing = 0.1,
            Floor = 0.05f,
            Threshold = 8,
            Edge = 0.12,
            HeadSeconds = 0.5,
            HeadLeak = 0.02f,
            LearningSeconds = 10,
            Reach = 12,
        };

    /// <summary>Seconds on either side whose median is the rest that a movement is measured from.</summary>
    public double HalfWindow { get; init; } = 0.75;

    /// <summary>Samples a second at most.</summary>
    public double MostRate { get; init; } = 120;

    /// <summary>Seconds over which samples are averaged first.</summary>
    public double Smoothing { get; init; } = 0.02;

    /// <summary>Pixels that measurement strays by at least, however still a face is.</summary>
    public float Floor { get; init; } = 0.025f;

    /// <summary>Deviations of the face at rest from which a movement is a candidate.</summary>
    public double Threshold { get; init; } = 7.5;

    /// <summary>Share of the largest movement at which an event begins and ends.</summary>
    public double Edge { get; init; } = 0.1;

    /// <summary>Seconds on either side in which the way of the head is counted against a movement.</summary>
    public double HeadSeconds { get; init; } = 0.3;

    /// <summary>Least pixels that a region seems to move for a pixel of the head's way.</summary>
    public float HeadLeak { get; init; } = 0.01f;

    /// <summary>Seconds of a moving head from which a person's own leak of it is learnt.</summary>
    public double LearningSeconds { get; init; } = 5;

    /// <summary>Seconds on either side of a peak that belong to its surroundings.</summary>
    public double Reach { get; init; } = 2;
}
