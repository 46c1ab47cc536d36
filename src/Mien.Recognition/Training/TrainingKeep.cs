using Mien.Recognition.Models;

namespace Mien.Recognition.Training;

/// <summary>Where and how often a training keeps its state, so that it can go on after it was ended.</summary>
/// <param name="Path">The file.</param>
public sealed record TrainingKeep(string Path)
{
    /// <summary>A finished network of several is kept when its training took so long; others are trained again.</summary>
    internal static readonly TimeSpan WorthKeeping = TimeSpan.FromSeconds(3);

    /// <summary>
    /// The state is kept at the end of an epoch when so much time has passed; one that is told to stop keeps it in any
    /// case. What a machine's failure costs is this or one epoch, whichever is longer.
    /// </summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether the state is also kept after the last epoch. One of several networks of a unit does so, lest a unit that is
    /// taken up again trains those once more that were finished.
    /// </summary>
    public bool KeepsEnd { get; init; }

    /// <summary>Where one of several networks keeps its own state.</summary>
    public TrainingKeep Of(int network) => this with { Path = $"{Path}.{network}", KeepsEnd = true };

    /// <summary>Deletes the state and those of several networks.</summary>
    public void Delete()
    {
        File.Delete(Path);
        for (var network = 0; network < 2 * VoteNetwork.MostVotes; network++)
        {
            File.Delete(Of(network).Path);
        }
    }
}
