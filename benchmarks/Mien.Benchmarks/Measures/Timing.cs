using System.Diagnostics;

namespace Mien.Benchmarks.Measures;

/// <summary>How long a piece of work takes.</summary>
internal static class Timing
{
    /// <summary>Repeats the work until <paramref name="atLeast"/> milliseconds have passed.</summary>
    /// <returns>Milliseconds of one piece, the mean.</returns>
    public static double MeanMilliseconds(double atLeast, Action work)
    {
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        double elapsed;
        do
        {
            work();
            count++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        } while (elapsed < atLeast);
        return elapsed / count;
    }
}
