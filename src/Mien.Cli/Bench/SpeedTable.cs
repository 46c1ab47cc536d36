using System.Diagnostics;
using Mien.Foundation;
using Mien.Tensors.Kernels;

namespace Mien.Cli.Bench;

/// <summary>
/// Measures and prints: for each piece of work the best of several rounds, since what else a machine does can only add
/// time, and where the work is one known number of operations also its share of the machine's measured peak.
/// </summary>
internal static class SpeedTable
{
    private const int Rounds = 6;
    private const double RoundMilliseconds = 200;
    private const string Row = "{0,-17} {1,-44} {2,11} {3,10} {4,7}";

    /// <summary>Measures the named pieces and writes a line for each as it is done.</summary>
    public static void Write(TextWriter output, IEnumerable<string> names, int threads)
    {
        using var team = new Workers(threads);
        var peak = FmaPeak.Measure(team);
        output.WriteLine(
            $"{FmaPeak.InstructionSet}, {threads} threads: measured peak of multiply-adds {peak / 1e9:F0} GFLOP/s"
        );
        output.WriteLine(Row, "name", "one piece", "time", "GFLOP/s", "of peak");
        foreach (var name in names)
        {
            using var measure = SpeedMeasures.Create(name, team);
            var seconds = Best(measure);
            var rate = measure.Flops / seconds;
            output.WriteLine(
                Row,
                measure.Name,
                measure.What,
                Duration(seconds),
                measure.Flops > 0 ? $"{rate / 1e9:F0}" : "",
                measure.Flops > 0 ? $"{rate / peak:P0}" : ""
            );
        }

        output.WriteLine(
            "The best of several rounds. Against other programs: benchmarks/peers/run, results in benchmarks/results."
        );
    }

    private static double Best(SpeedMeasure measure)
    {
        // The first pieces allocate and are compiled; they are not counted.
        Round(measure);
        return Enumerable.Range(0, Rounds).Min(_ => Round(measure));
    }

    /// <summary>Mean seconds of a piece.</summary>
    private static double Round(SpeedMeasure measure)
    {
        var (start, count) = (Stopwatch.GetTimestamp(), 0);
        TimeSpan elapsed;
        do
        {
            measure.Work();
            count++;
            elapsed = Stopwatch.GetElapsedTime(start);
        } while (elapsed.TotalMilliseconds < RoundMilliseconds);
        return elapsed.TotalSeconds / count;
    }

    private static string Duration(double seconds) =>
        seconds < 1e-3 ? $"{seconds * 1e6:F1} us" : $"{seconds * 1e3:F2} ms";
}
