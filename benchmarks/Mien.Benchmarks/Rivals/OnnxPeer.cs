using System.Diagnostics;
using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Onnx;

namespace Mien.Benchmarks.Rivals;

/// <summary>
/// ONNX Runtime as a peer program of a duel: it runs the file that Mien's exporter writes of <see cref="LargeNetwork"/>, after
/// its logits were held against Mien's own.
/// </summary>
internal static class OnnxPeer
{
    private const int Threads = 2;
    private const double RoundMilliseconds = 400;
    private const double Tolerance = 1e-5;

    /// <summary>Writes the model, checks it, and answers the duel until its end.</summary>
    /// <returns>The exit code.</returns>
    public static int Serve(string model, int batch)
    {
        using var network = LargeNetwork.Create();
        var sample = new Shape(LargeNetwork.Side, LargeNetwork.Side, LargeNetwork.Channels);
        OnnxExchange.Write(model, network, sample, new Dictionary<string, string>(), "benchmark");
        using var runtime = new OnnxRuntime(model, Threads, "input", "logits");
        using var input = RandomTensor.Create(1, batch, sample[0], sample[1], sample[2]);
        RequireSameLogits(network, runtime, input);
        Round(runtime, input);
        Console.WriteLine(
            $"ready ONNX Runtime {runtime.Version}, {Threads} threads, the same network within {Tolerance}"
        );
        while (Console.ReadLine() is not null)
        {
            Console.WriteLine($"{Round(runtime, input):F4}");
        }

        return 0;
    }

    private static void RequireSameLogits(Module network, OnnxRuntime runtime, Tensor input)
    {
        using var workers = new Workers(1);
        using var tape = new Tape(workers) { Recording = false, Training = false };
        var expected = network.Forward(tape, input).Values.ToArray();
        var found = new float[expected.Length];
        runtime.Run(input.Values, SizesOf(input), found);
        var difference = expected.Zip(found).Max(pair => Math.Abs(pair.First - pair.Second)) / expected.Max(Math.Abs);
        if (difference > Tolerance)
        {
            throw new InvalidOperationException($"ONNX Runtime's logits differ by {difference:E1} of the largest");
        }
    }

    private static double Round(OnnxRuntime runtime, Tensor input)
    {
        var shape = SizesOf(input);
        var start = Stopwatch.GetTimestamp();
        var count = 0;
        double elapsed;
        do
        {
            runtime.Run(input.Values, shape);
            count++;
            elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        } while (elapsed < RoundMilliseconds);
        return elapsed / count;
    }

    private static long[] SizesOf(Tensor input) => [.. input.Shape.ToArray().Select(size => (long)size)];
}
