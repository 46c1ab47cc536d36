using System.Diagnostics;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Status;
using Mien.Foundation;

namespace Mien.Cluster.Executors;

/// <summary>Watches a run on Slurm until it is gathered. The run does not depend on it: it may be ended and started again.</summary>
/// <param name="folder">The run.</param>
/// <param name="slurm">Slurm's commands.</param>
/// <param name="sightLimit">
/// How long the files may lag behind an empty queue; <see cref="ClusterFolder.SightLimit"/> when null.
/// </param>
public sealed class SlurmExecutor(ClusterFolder folder, SlurmCommands slurm, TimeSpan? sightLimit = null)
{
    private readonly TimeSpan _sightLimit = sightLimit ?? ClusterFolder.SightLimit;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    // Sites ask not to be asked more often than once in some ten seconds.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private const int SilencesAllowed = 20;

    /// <summary>Waits for the run's end.</summary>
    /// <param name="progress">Told of every finished unit.</param>
    /// <param name="cancellation">Stops watching; the run goes on.</param>
    /// <exception cref="InvalidOperationException">No job is left and the run is not complete; the message says why.</exception>
    public void Await(IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var record = folder.ReadRecord();
        var (pause, silences, stuck) = (FirstPause, 0, 0);
        var clock = Stopwatch.StartNew();
        TimeSpan? emptySince = null;
        while (!File.Exists(folder.GatheredFile))
        {
            progress.Report(new ProgressStep(record.Title, folder.Look().DoneCount, record.Units));
            var queue = AskQueue(record.JobName, ref silences);
            emptySince = queue is { Count: 0 } ? emptySince ?? clock.Elapsed : null;
            // More than once: a controller that has just started gives odd reasons.
            stuck = queue is not null && OnlyStuckJobsAreLeft(queue) ? stuck + 1 : 0;
            if (clock.Elapsed - emptySince > _sightLimit || stuck == 3)
            {
                throw Incomplete();
            }

            if (cancellation.WaitHandle.WaitOne(pause))
            {
                cancellation.ThrowIfCancellationRequested();
            }

            pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, pause.Ticks * 5 / 4));
        }

        progress.Report(new ProgressStep(record.Title, record.Units, record.Units));
    }

    // The gathering job waits for the others, so it waits for ever when they do.
    private static bool OnlyStuckJobsAreLeft(IReadOnlyList<QueueEntry> queue) =>
        queue.Any(entry => entry.IsStuck) && queue.All(entry => entry.IsStuck || entry.Reason == "Dependency");

    private IReadOnlyList<QueueEntry>? AskQueue(string jobName, ref int silences)
    {
        try
        {
            var queue = slurm.Queue(jobName);
            silences = 0;
            return queue;
        }
        catch (IOException) when (++silences <= SilencesAllowed)
        {
            // Controllers are restarted and busy; the files go on telling what is done.
            return null;
        }
    }

    private InvalidOperationException Incomplete()
    {
        var status = RunStatus.Look(folder, slurm);
        var failed = status.Units.Where(unit => unit.State != UnitState.Done).ToArray();
        var first = failed.FirstOrDefault();
        return failed.Length == 0
            ? new InvalidOperationException(
                $"every unit is done, but gathering ended without its documents: see {folder.Logs}, and run 'mien cluster gather {folder.Run}'"
            )
            : new InvalidOperationException(
                $"{failed.Length} of {status.Units.Count} units have no result, the first {first.Unit}: {first.Note}; the same command goes on from here"
            );
    }
}
