using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Mien.Foundation;

/// <summary>
/// A team of threads that runs <see cref="IBlockWork"/>. The threads stay alive between calls; the caller takes part;
/// blocks are handed out as threads become free. A call allocates nothing.
/// </summary>
/// <remarks>
/// The state of a call is one 64-bit ticket: a round number above, the blocks not yet claimed below. A thread claims a
/// block by lowering the ticket with compare-and-swap, so a thread that comes late finds zero and touches nothing of a
/// later call. While a claimed block is unfinished the call cannot return, which keeps the caller's struct alive.
/// </remarks>
public sealed unsafe class Workers : IDisposable
{
    private const long UnclaimedMask = 0xFFFF_FFFFL;
    private static readonly long _spinTicks = Stopwatch.Frequency / 20_000; // 50 microseconds, a gap between two operations

    private readonly Thread[] _helpers;
    private readonly object _gate = new();
    private delegate* <void*, int, void> _run;
    private void* _work;
    private int _blocks;
    private long _ticket;
    private int _finished;
    private int _parked;
    private int _busy;
    private bool _stopped;
    private Exception? _fault;

    /// <summary>Starts the team.</summary>
    /// <param name="threads">Threads in all, the caller included; at least 1.</param>
    public Workers(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _helpers = new Thread[threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            _helpers[i] = new Thread(Help) { IsBackground = true, Name = "Mien worker" };
            _helpers[i].Start();
        }
    }

    /// <summary>Threads in all, the caller included.</summary>
    public int Threads { get; }

    /// <summary>
    /// Runs blocks 0 to <paramref name="blocks"/> - 1 and returns when all are done. A call from inside a block, or while
    /// another thread uses the team, runs its blocks on the calling thread.
    /// </summary>
    /// <exception cref="Exception">The first failure of a block, after all blocks have ended.</exception>
    public void For<TWork>(int blocks, in TWork work)
        where TWork : struct, IBlockWork
    {
        if (blocks <= 1 || Threads == 1 || Interlocked.CompareExchange(ref _busy, 1, 0) != 0)
        {
            RunAll(blocks, in work);
            return;
        }

        try
        {
            var local = work;
            Share(blocks, &RunBlock<TWork>, Unsafe.AsPointer(ref local));
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Ends the threads; the team must be idle.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var helper in _helpers)
        {
            helper.Join();
        }
    }

    private static void RunAll<TWork>(int blocks, in TWork work)
        where TWork : struct, IBlockWork
    {
        var local = work;
        for (var block = 0; block < blocks; block++)
        {
            local.Run(block);
        }
    }

    private static void RunBlock<TWork>(void* work, int block)
        where TWork : struct, IBlockWork => Unsafe.AsRef<TWork>(work).Run(block);

    private void Share(int blocks, delegate* <void*, int, void> run, void* work)
    {
        _run = run;
        _work = work;
        _blocks = blocks;
        _finished = 0;
        _fault = null;
        var round = (Volatile.Read(ref _ticket) & ~UnclaimedMask) + (UnclaimedMask + 1);
        Interlocked.Exchange(ref _ticket, round | (uint)blocks);
        WakeParked();
        ClaimAndRun();
        AwaitOthers(blocks);
        if (_fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private void WakeParked()
    {
        if (Volatile.Read(ref _parked) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void ClaimAndRun()
    {
        while (true)
        {
            var ticket = Volatile.Read(ref _ticket);
            var unclaimed = (int)(ticket & UnclaimedMask);
            if (unclaimed == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket) == ticket)
            {
                RunGuarded(_blocks - unclaimed);
            }
        }
    }

    private void RunGuarded(int block)
    {
        try
        {
            _run(_work, block);
        }
        catch (Exception fault)
        {
            Interlocked.CompareExchange(ref _fault, fault, null);
        }

        Interlocked.Increment(ref _finished);
    }

    private void AwaitOthers(int blocks)
    {
        var spin = default(SpinWait);
        while (Volatile.Read(ref _finished) < blocks)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    private void Help()
    {
        while (!Volatile.Read(ref _stopped))
        {
            ClaimAndRun();
            if (!SpinForWork())
            {
                Park();
            }
        }
    }

    private bool SpinForWork()
    {
        var end = Stopwatch.GetTimestamp() + _spinTicks;
        do
        {
            if ((Volatile.Read(ref _ticket) & UnclaimedMask) != 0)
            {
                return true;
            }

            Thread.SpinWait(4);
        } while (Stopwatch.GetTimestamp() < end);
        return false;
    }

    // The parked count rises before the ticket is looked at, and a caller writes the ticket before it looks at the
    // count: one of the two always sees the other, so no wake-up is lost.
    private void Park()
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _parked);
            while ((Volatile.Read(ref _ticket) & UnclaimedMask) == 0 && !_stopped)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _parked);
        }
    }
}
