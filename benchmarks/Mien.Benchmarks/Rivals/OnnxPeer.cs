using System.Diagnostics;

namespace Mien.Benchmarks.Rivals;

/// <summary>ONNX Runtime as a peer program of a duel.</summary>
internal static class OnnxPeer
{
    private const int Threads = 2;
    private const int Side = 112;
    private const int Channels = 3;
    private const double RoundMilliseconds = 400;

    /// <summary>Answers the duel until its end.</summary>
    /// <returns>The exit code.</returns>
    public static int Serve(string model, int batch)
    {
        using var runtime = new OnnxRuntime(model, Threads);
        var input = new float[batch * Channels * Side * Side];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = i % 255 / 127f - 1;
        }

        Round(runtime, input, batch);
        Console.WriteLine($"ready ONNX Runtime {runtime.Version}, {Threads} threads");
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine($"{Round(runtime, input, batch):F4}");
        }

        return 0;
    }

    private static double Round(OnnxRuntime runtime, float[] input, int batch)
    {
        ReadOnlySpan<long> shape = [batch, Channels, Side, Side];
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        double elapsed;
        do
        {
            runtime.Run(input, shape);
            count++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        } while (elapsed < RoundMilliseconds);
        return elapsed / count;
    }
}
