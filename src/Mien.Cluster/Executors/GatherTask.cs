using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Executors;

/// <summary>Puts a run together when all its units are done; as a job of the run's it begins the next round when they are not.</summary>
/// <param name="folder">The run.</param>
/// <param name="log">Gets a line on what was done.</param>
public sealed class GatherTask(ClusterFolder folder, Action<string> log)
{
    /// <summary>Gathers.</summary>
    /// <param name="work">The work.</param>
    /// <param name="threads">Threads in all.</param>
    /// <exception cref="InvalidOperationException">Units are missing.</exception>
    public void Gather(IUnitWork work, int threads)
    {
        ArgumentNullException.ThrowIfNull(work);
        var missing = DropMisfits(work);
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"{missing.Length} of {work.Units.Count} units have no result, the first {missing[0]}: 'mien cluster status {folder.Run}' says why, 'mien cluster run {folder.Run}' does them"
            );
        }

        work.Gather(threads);
        AtomicFile.WriteText(folder.GatheredFile, $"{DateTimeOffset.UtcNow:u}\n");
        log($"gathered {work.Units.Count} units");
    }

    /// <summary>Gathers, or begins the next round when units are missing.</summary>
    /// <param name="work">The work.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="slurm">Slurm's commands.</param>
    /// <param name="ownJob">The job that this process is; null outside Slurm.</param>
    /// <returns>Whether the run is gathered.</returns>
    /// <exception cref="InvalidOperationException">Units are missing and all attempts are used.</exception>
    public bool GatherOrGoOn(IUnitWork work, int threads, SlurmCommands slurm, long? ownJob)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (DropMisfits(work).Length > 0)
        {
            var outcome = new SlurmRun(folder, slurm, ownJob).Advance(asked: false);
            log($"{outcome.Missing} units are missing: {outcome.Kind}, jobs {string.Join(' ', outcome.Jobs)}");
            if (outcome.Kind != AdvanceKind.Exhausted)
            {
                return false;
            }
        }

        Gather(work, threads);
        return true;
    }

    /// <summary>
    /// Units without a result that fits. A file that does not fit (damaged, or of other data) is removed, so that whoever
    /// looks at files alone sees what is seen here.
    /// </summary>
    private string[] DropMisfits(IUnitWork work)
    {
        var ledger = UnitLedger.Look(folder.Run, work.Units);
        var missing = Enumerable
            .Range(0, work.Units.Count)
            .Where(unit => !work.IsDone(unit))
            .Select(unit => work.Units[unit])
            .ToArray();
        foreach (var unit in missing.Where(ledger.IsDone))
        {
            File.Delete(ledger.PathOf(unit));
        }

        return missing;
    }
}
