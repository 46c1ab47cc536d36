using Mien.Recognition.Models;

namespace Mien.Recognition.Training;

/// <summary>Where and how often a training keeps its state, so that it can go on after it was ended.</summary>
/// <param name="Path">The file.</param>
public sealed record TrainingKeep(string Path)
{
    /// <summary>A finished network of several is kept when its training took so long; others are trained again.</summary>
    internal static readonly TimeSpan WorthKeeping = TimeSpan.FromSeconds(3);

    private const double LeastSeconds = 1;
    private const double SavingShare = 0.05;
    private const double BytesASecond = 1_000_000;

    /// <summary>
    /// The state is kept at the end of every epoch, but not before so much time has passed since the last saving: a second,
    /// so that saving takes a twentieth of the time at most, and so that many tasks do not choke the disk that they share.
    /// One that is told to stop keeps it in any case. What a machine's failure costs is this or the epoch under way,
    /// whichever is longer.
    /// </summary>
    /// <param name="bytes">Size of the state.</param>
    /// <param name="saving">What the last saving took; zero before the first.</param>
    internal static TimeSpan Pause(long bytes, TimeSpan saving) =>
        TimeSpan.FromSeconds(Math.Max(LeastSeconds, Math.Max(saving.TotalSeconds / SavingShare, bytes / BytesASecond)));

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
