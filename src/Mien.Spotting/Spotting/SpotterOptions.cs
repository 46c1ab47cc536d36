namespace Mien.Spotting.Spotting;

/// <summary>What counts as an event.</summary>
public sealed record SpotterOptions
{
    /// <summary>
    /// Longest micro-expression in seconds, onset to offset: 1/2 s is the upper limit in Yan, Wu, Liang, Chen and Fu, How
    /// Fast are the Leaked Facial Expressions (Journal of Nonverbal Behavior 2013), and of CAS(ME)^2's coding.
    /// </summary>
    public double LongestMicro { get; init; } = 0.5;

    /// <summary>Shortest event in seconds: 1/25 s is the lower limit named in the same study.</summary>
    public double Shortest { get; init; } = 0.04;

    /// <summary>Deviations of the face at rest from which a movement is an event.</summary>
    public double Threshold { get; init; } = 6;
}
