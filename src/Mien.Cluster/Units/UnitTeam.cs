using System.Collections.Concurrent;
using Mien.Foundation;

namespace Mien.Cluster.Units;

/// <summary>
/// Does units on the threads of this machine, several at once: small networks scale better over units than inside one.
/// A unit that fails is noted and costs no other; a machine that fails ends the team.
/// </summary>
public sealed class UnitTeam
{
    private readonly IUnitWork _work;
    private readonly int[] _missing;
    private readonly CancellationToken _stop;
    private readonly Action<string> _log;
    private readonly ConcurrentDictionary<string, Exception> _failed = new(StringComparer.Ordinal);
    private Exception? _machineFault;
    private int _next = -1;
    private int _done;
    private int _stopped;
    private long _milliseconds;

    /// <summary>Finds what is to be done.</summary>
    /// <param name="work">The work.</param>
    /// <param name="units">Places of the units to do; those with a result are left out.</param>
    /// <param name="stop">Asks all workers to keep their state and end soon.</param>
    /// <param name="log">Gets one line a unit.</param>
    public UnitTeam(IUnitWork work, IEnumerable<int> units, CancellationToken stop, Action<string> log)
    {
        ArgumentNullException.ThrowIfNull(work);
        _work = work;
        _missing = [.. units.Where(unit => !work.IsDone(unit))];
        _stop = stop;
        _log = log;
    }

    /// <summary>Number of units that had no result when the team was made.</summary>
    public int Missing => _missing.Length;

    /// <summary>Whether a fault is of the machine's making: a file that cannot be read or written here.</summary>
    public static bool IsOfTheMachine(Exception fault) => fault is IOException or UnauthorizedAccessException;

    /// <summary>Does the missing units.</summary>
    /// <param name="threads">Threads in all.</param>
    /// <param name="progress">Told of every finished unit.</param>
    public TeamOutcome Run(int threads, IProgress<ProgressStep> progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var before = _work.Units.Count - _missing.Length;
        progress.Report(new ProgressStep(_work.Title, before, _work.Units.Count));
        var lanes = Math.Clamp(_missing.Length, 1, threads);
        var team = Enumerable.Range(0, lanes).Select(lane => new Thread(() => RunLane(ThreadsOf(lane)))).ToArray();
        Array.ForEach(team, thread => thread.Start());
        Array.ForEach(team, thread => thread.Join());
        return new TeamOutcome
        {
            Done = _done,
            Failed = _failed,
            Stopped = _stopped,
            Left = _missing.Length - _done - _failed.Count,
            UnitSeconds = _milliseconds / 1000.0,
            MachineFault = _machineFault,
        };

        int ThreadsOf(int lane) => (threads / lanes) + (lane < threads % lanes ? 1 : 0);

        void RunLane(int laneThreads)
        {
            try
            {
                RunUnits(laneThreads, () => progress.Report(new(_work.Title, before + _done, _work.Units.Count)));
            }
            catch (Exception fault)
            {
                Interlocked.CompareExchange(ref _machineFault, fault, null);
            }
        }
    }

    private void RunUnits(int threads, Action finished)
    {
        using var worker = _work.CreateWorker(threads);
        int place;
        while (
            !_stop.IsCancellationRequested
            && Volatile.Read(ref _machineFault) is null
            && (place = Interlocked.Increment(ref _next)) < _missing.Length
        )
        {
            if (RunUnit(worker, _missing[place]))
            {
                Interlocked.Increment(ref _done);
                finished();
            }
        }
    }

    private bool RunUnit(IUnitWorker worker, int unit)
    {
        var name = _work.Units[unit];
        try
        {
            var start = Environment.TickCount64;
            worker.Run(unit, _stop);
            var milliseconds = Environment.TickCount64 - start;
            Interlocked.Add(ref _milliseconds, milliseconds);
            UnitFailure.Forget(_work.Folder, name);
            _log($"{name} done in {milliseconds / 1000.0:0.000} s");
            return true;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Interlocked.Increment(ref _stopped);
            _log($"{name} stopped; its state is kept");
            return false;
        }
        catch (Exception fault) when (!IsOfTheMachine(fault))
        {
            UnitFailure.Note(_work.Folder, name, fault);
            _failed[name] = fault;
            _log($"{name} failed: {fault}");
            return false;
        }
    }
}
