namespace Mien.Recognition.Training;

/// <summary>Where and how often a training keeps its state, so that it can go on after it was ended.</summary>
/// <param name="Path">The file.</param>
public sealed record TrainingKeep(string Path)
{
    /// <summary>
    /// The state is kept at the end of an epoch when so much time has passed; one that is told to stop keeps it in any
    /// case. What a machine's failure costs is this or one epoch, whichever is longer.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);
}
