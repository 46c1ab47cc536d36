using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Mien.Foundation;

/// <summary>
/// A team of threads that runs <see cref="IBlockWork"/>. The threads stay alive between calls; the caller takes part. Each
/// thread has a run of neighbouring blocks of its own, the same in every call of as many blocks, so that what it wrote in
/// one call is in its cache in the next; who has finished helps the others. A call allocates nothing.
/// </summary>
/// <remarks>
/// The state of a call is a 64-bit ticket for each thread's run: a round number above, the blocks not yet claimed below. A
/// thread claims a block by lowering a ticket with compare-and-swap, so a thread that comes late finds zeros and touches
/// nothing of a later call. While a claimed block is unfinished the call cannot return, which keeps the caller's struct alive.
/// </remarks>
public sealed unsafe class Workers : IDisposable
{
    private const long UnclaimedMask = 0xFFFF_FFFFL;

    /// <summary>Tickets lie this far apart, so that no two share a line of the cache (nor the line fetched with it).</summary>
    private const int TicketStride = 128 / sizeof(long);

    private static readonly long _spinTicks = Stopwatch.Frequency / 20_000; // 50 microseconds, a gap between two operations

    private readonly Thread[] _helpers;
    private readonly object _gate = new();
    private delegate* <void*, int, void> _run;
    private void* _work;
    private int _blocks;
    private readonly long[] _tickets;
    private long _round;
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
        _tickets = new long[threads * TicketStride];
        _helpers = new Thread[threads - 1];
        for (var i = 0; i < _helpers.Length; i++)
        {
            var number = i + 1;
            _helpers[i] = new Thread(() => Help(number)) { IsBackground = true, Name = "Mien worker" };
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
        var round = _round + 1;
        for (var thread = 0; thread < Threads; thread++)
        {
            var count = EndOf(thread, blocks) - EndOf(thread - 1, blocks);
            Volatile.Write(ref TicketOf(thread), (round << 32) | (uint)count);
        }

        Interlocked.Exchange(ref _round, round);
        WakeParked();
        ClaimAndRun(0);
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

    private ref long TicketOf(int run) => ref _tickets[run * TicketStride];

    private int EndOf(int run, int blocks) => (int)((long)(run + 1) * blocks / Threads);

    // A thread's own run first, then those of the others.
    private void ClaimAndRun(int thread)
    {
        for (var i = 0; i < Threads; i++)
        {
            ClaimAndRunFrom((thread + i) % Threads);
        }
    }

    private void ClaimAndRunFrom(int run)
    {
        ref var tickets = ref TicketOf(run);
        while (true)
        {
            var ticket = Volatile.Read(ref tickets);
            var unclaimed = (int)(ticket & UnclaimedMask);
            if (unclaimed == 0)
            {
                return;
            }

            if (Interlocked.CompareExchange(ref tickets, ticket - 1, ticket) == ticket)
            {
                RunGuarded(EndOf(run, _blocks) - unclaimed);
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

    private void Help(int thread)
    {
        var seen = 0L;
        while (!Volatile.Read(ref _stopped))
        {
            if (SpinForRoundAfter(seen))
            {
                seen = Volatile.Read(ref _round);
                ClaimAndRun(thread);
            }
            else
            {
                ParkUntilRoundAfter(seen);
            }
        }
    }

    private bool SpinForRoundAfter(long seen)
    {
        var end = Stopwatch.GetTimestamp() + _spinTicks;
        do
        {
            if (Volatile.Read(ref _round) != seen)
            {
                return true;
            }

            Thread.SpinWait(4);
        } while (Stopwatch.GetTimestamp() < end);
        return false;
    }

    // The parked count rises before the round is looked at, and a caller writes the round before it looks at the count:
    // one of the two always sees the other, so no wake-up is lost.
    private void ParkUntilRoundAfter(long seen)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _parked);
            while (Volatile.Read(ref _round) == seen && !_stopped)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _parked);
        }
    }
}
