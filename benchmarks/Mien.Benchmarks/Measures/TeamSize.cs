namespace Mien.Benchmarks.Measures;

/// <summary>Threads of every measure: two, on both sides, unless MIEN_BENCH_THREADS asks Mien for another number.</summary>
internal static class TeamSize
{
    /// <summary>The number of threads.</summary>
    public static int Threads { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("MIEN_BENCH_THREADS"), out var threads) ? threads : 2;
}
