using System.Diagnostics;
using Mien.Cluster.Runs;
using Mien.Cluster.Slurm;
using Mien.Cluster.Units;
using Mien.Foundation;

namespace Mien.Cluster.Executors;

/// <summary>
/// The worker's side: does a list of units in this process, and as a task of Slurm's puts itself back into the queue
/// when its time is up or its machine fails.
/// </summary>
/// <param name="slurm">Slurm's commands.</param>
/// <param name="task">The task that this process is; null outside Slurm.</param>
/// <param name="log">Gets the lines of the task's log.</param>
public sealed class UnitTask(SlurmCommands slurm, SlurmTask? task, Action<string> log)
{
    /// <summary>Every unit of the list has a result.</summary>
    public const int Complete = 0;

    /// <summary>A unit failed, or the machine did and the task could not be sent elsewhere.</summary>
    public const int Failed = 1;

    /// <summary>Stopped on request; what was done is kept.</summary>
    public const int Stopped = 75;

    private const int MostMoves = 5;

    /// <summary>Does the units of one task.</summary>
    /// <param name="lists">The file that deals units to tasks.</param>
    /// <param name="number">The task's number in it.</param>
    /// <param name="threads">Threads in all.</param>
    /// <param name="open">Opens the work; what goes wrong in it counts as the machine's or the user's fault.</param>
    /// <returns>The exit code.</returns>
    public int Run(string lists, int number, int threads, Func<IUnitWork> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        using var signals = new StopSignals();
        log(
            $"{DateTimeOffset.UtcNow:u} task {number} on {task?.Node ?? Environment.MachineName}, restart {task?.Restarts ?? 0}"
        );
        var clock = Stopwatch.StartNew();
        var outcome = DoUnits(lists, number, threads, open, signals.Token);
        Report(lists, number, outcome, clock.Elapsed.TotalSeconds);
        return Conclude(outcome, signals);
    }

    private TeamOutcome DoUnits(string lists, int number, int threads, Func<IUnitWork> open, CancellationToken stop)
    {
        try
        {
            AwaitSight(lists);
            var names = TaskLists.Read(lists)[number];
            var work = open();
            var outcome = new UnitTeam(work, UnitList.PlacesOf(names, work, lists), stop, log).Run(
                threads,
                new Silent()
            );
            return outcome.MachineFault is InputFaultException fault ? throw fault : outcome;
        }
        catch (Exception fault) when (UnitTeam.IsOfTheMachine(fault))
        {
            return new TeamOutcome { MachineFault = fault };
        }
    }

    private void AwaitSight(string lists)
    {
        var clock = Stopwatch.StartNew();
        while (task is not null && !File.Exists(lists) && clock.Elapsed < ClusterFolder.SightLimit)
        {
            Thread.Sleep(500);
        }
    }

    private void Report(string lists, int number, TeamOutcome outcome, double seconds)
    {
        try
        {
            new TaskReport
            {
                Machine = task?.Node ?? Environment.MachineName,
                Done = outcome.Done,
                Failed = outcome.Failed.Count,
                SecondsPerUnit = outcome.Done == 0 ? null : Math.Round(outcome.UnitSeconds / outcome.Done, 3),
                Seconds = Math.Round(seconds, 3),
                Restarts = task?.Restarts ?? 0,
            }.Write(lists, number);
        }
        catch (Exception fault) when (UnitTeam.IsOfTheMachine(fault))
        {
            log($"no report could be written: {fault.Message}");
        }
    }

    private int Conclude(TeamOutcome outcome, StopSignals signals)
    {
        log($"{DateTimeOffset.UtcNow:u} {outcome.Done} done, {outcome.Failed.Count} failed, {outcome.Left} left");
        if (outcome.MachineFault is { } fault)
        {
            log($"this machine cannot go on: {fault.Message}");
            return task is { Restarts: < MostMoves } && !signals.Ended ? MoveElsewhere(task, signals) : Failed;
        }

        if (outcome.Left > 0)
        {
            // A task that got nothing done before the warning would come back for ever.
            var gained = outcome.Done + outcome.Stopped > 0;
            return task is not null && signals is { Warned: true, Ended: false } && gained
                ? ComeBack(task, signals)
                : Stopped;
        }

        return outcome.Failed.Count > 0 ? Failed : Complete;
    }

    private int MoveElsewhere(SlurmTask own, StopSignals signals)
    {
        if (!Requeues(own))
        {
            return Failed;
        }

        if (slurm.AvoidNode(own.Id, own.Node) is { } complaint)
        {
            log($"Slurm may send {own.Id} to {own.Node} again: {complaint}");
        }

        return AwaitEnd(signals);
    }

    private int ComeBack(SlurmTask own, StopSignals signals) => Requeues(own) ? AwaitEnd(signals) : Stopped;

    // Told before it is done: Slurm may end this task before its command returns.
    private bool Requeues(SlurmTask own)
    {
        log($"requeues {own.Id}, which is on {own.Node}");
        if (slurm.Requeue(own.Id) is not { } refusal)
        {
            return true;
        }

        log($"Slurm does not requeue {own.Id}: {refusal}");
        return false;
    }

    // Slurm ends a requeued task itself; one that ends by its own could be taken for failed.
    private static int AwaitEnd(StopSignals signals)
    {
        var clock = Stopwatch.StartNew();
        while (!signals.Ended && clock.Elapsed < TimeSpan.FromMinutes(1))
        {
            Thread.Sleep(50);
        }

        return Stopped;
    }

    private sealed class Silent : IProgress<ProgressStep>
    {
        public void Report(ProgressStep value) { }
    }
}
