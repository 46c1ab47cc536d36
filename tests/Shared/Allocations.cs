namespace Mien.Testing;

/// <summary>Measures what a piece of work takes from the garbage collector.</summary>
internal static class Allocations
{
    /// <summary>
    /// Bytes that the work allocates on this thread when it is not run for the first time: the least of three runs. One run
    /// would not do: the runtime keeps a table of the casts that it has seen, and the thread that happens to fill it pays
    /// for a larger one (12,336 bytes for 512 casts), whatever it was doing.
    /// </summary>
    public static long Least(Action work)
    {
        work();
        var least = long.MaxValue;
        for (var run = 0; run < 3; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
