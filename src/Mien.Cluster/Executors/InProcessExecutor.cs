using System.Runtime.ExceptionServices;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Executors;

/// <summary>Does a work in this process, on several threads.</summary>
/// <param name="threads">Threads in all; the result does not depend on it.</param>
public sealed class InProcessExecutor(int threads)
{
    /// <summary>Does what is missing and gathers.</summary>
    /// <param name="work">The work.</param>
    /// <param name="progress">Told of every finished unit.</param>
    /// <param name="cancellation">Stops at the end of an epoch; what was finished is kept.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="Exception">The fault of the first unit that failed, after all others were done.</exception>
    public void Run(IUnitWork work, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        var team = new UnitTeam(work, Enumerable.Range(0, work.Units.Count), cancellation, _ => { });
        if (team.Missing > 0)
        {
            Check(team.Run(threads, progress));
        }

        cancellation.ThrowIfCancellationRequested();
        work.Gather(threads);
    }

    private static void Check(TeamOutcome outcome)
    {
        if (outcome.MachineFault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        if (outcome.Failed.Count > 0)
        {
            ExceptionDispatchInfo.Throw(outcome.Failed.MinBy(x => x.Key).Value);
        }
    }
}
