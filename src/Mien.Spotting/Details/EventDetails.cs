namespace Mien.Spotting.Details;

/// <summary>What was looked up in the recording again for an event.</summary>
/// <param name="Class">What the model says; null without one, or where the recording could not be read again.</param>
/// <param name="Pictures">The folder of its pictures; null when none were drawn.</param>
/// <param name="Enlarged">By what the loop enlarges the movement.</param>
/// <param name="FullScale">Pixels at which the colours of the pictures are full.</param>
public sealed record EventDetails(EventClass? Class, string? Pictures, double Enlarged, double FullScale)
{
    /// <summary>Nothing.</summary>
    public static EventDetails None { get; } = new(null, null, 1, 1);

    /// <summary>Names of the pictures in their folder, in the order in which reports show them.</summary>
    public static IReadOnlyList<string> Names { get; } = ["onset", "apex", "flow", "heat", "loop"];

    /// <summary>The file of a picture, by its name.</summary>
    public string FileOf(string name) => Path.Combine(Pictures ?? "", $"{name}.png");
}
