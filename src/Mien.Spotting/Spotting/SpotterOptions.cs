namespace Mien.Spotting.Spotting;

/// <summary>What counts as an event.</summary>
public sealed record SpotterOptions
{
    /// <summary>
    /// Longest micro-expression in seconds, onset to offset: 1/2 s is the upper limit in Yan, Wu, Liang, Chen and Fu, How
    /// Fast are the Leaked Facial Expressions (Journal of Nonverbal Behavior 2013), and of the coding of CAS(ME)^2.
    /// </summary>
    public double LongestMicro { get; init; } = 0.5;

    /// <summary>
    /// Seconds to which the ends of a movement are found, about a frame of an ordinary camera: a micro-expression may seem to
    /// last so much longer than <see cref="LongestMicro"/>.
    /// </summary>
    public double Tolerance { get; init; } = 0.04;

    /// <summary>
    /// Shortest event in seconds: 1/25 s is the shortest that Ekman and Friesen (1969) and most of the field name.
    /// </summary>
    public double Shortest { get; init; } = 0.04;

    /// <summary>Longest event in seconds; what lasts longer is a posture of the face.</summary>
    public double Longest { get; init; } = 10;

    /// <summary>
    /// Largest movement of a micro-expression, in pixels of the crop: more in half a second is no micro-expression but a hand, or
    /// an error.
    /// </summary>
    public double LargestMicro { get; init; } = 6;

    /// <summary>
    /// Largest movement of a longer expression, in pixels of the crop: more than a tenth of it is a part of the face that the head has
    /// turned out of sight.
    /// </summary>
    public double LargestMacro { get; init; } = 12;

    /// <summary>How short movements are looked for.</summary>
    public LayerOptions Short { get; init; } = LayerOptions.Short;

    /// <summary>How long movements are looked for.</summary>
    public LayerOptions Long { get; init; } = LayerOptions.Long;

    /// <summary>Other movements of the same kind within about a second, relative to an event, beyond which it is no single event.</summary>
    public double MostCompany { get; init; } = 0.8;

    /// <summary>The same for the mouth, which speaks.</summary>
    public double MostCompanyOfMouth { get; init; } = 0.4;
}
