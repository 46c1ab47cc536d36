using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Benchmarks.Studies;

/// <summary>
/// Trains networks of every kind (convolution with attention, transformer, capsules) for many steps, with a smaller last batch
/// in every epoch, and tells the memory: native and managed bytes must not grow after the first epoch.
/// </summary>
internal static class StepStudy
{
    private const int Batch = 16;
    private const int LastBatch = 7;
    private const int StepsOfEpoch = 20;
    private const int Side = 28;
    private static readonly string[] _networks = ["cabm", "vit-64-4", "mmnet-reduced", "capsulenet-reduced"];

    /// <summary>Runs so many steps of each network.</summary>
    /// <returns>The exit code: 1 when memory grew.</returns>
    public static int Run(int steps) => _networks.Count(name => !IsFlat(name, steps)) == 0 ? 0 : 1;

    private static bool IsFlat(string name, int steps)
    {
        using var team = new Workers(TeamSize.Threads);
        using var tape = new Tape(team) { Random = new RandomStream(1) };
        using var network = NetworkRegistry.Find(name).Create(new NetworkShape(Side, Side, 3, 3), new RandomStream(1));
        using var optimizer = new AdamW(network.Parameters, new AdamWOptions(), team);
        using var average = new WeightAverage(network.Contents, 0.99f);
        using var whole = new Data(Batch);
        using var last = new Data(LastBatch);
        void Step(int step)
        {
            var data = step % StepsOfEpoch == StepsOfEpoch - 1 ? last : whole;
            optimizer.ZeroGradients();
            tape.Backward(tape.CrossEntropy(network.Forward(tape, data.Inputs), data.Targets, labelSmoothing: 0.1f));
            GradientClip.ByNorm(network.Parameters, 1);
            optimizer.Step(1e-3f);
            average.Update();
            tape.Reset();
        }

        for (var step = 0; step < 2 * StepsOfEpoch; step++)
        {
            Step(step);
        }

        var (native, resident) = (tape.NativeBytes, Environment.WorkingSet);
        var managed = GC.GetTotalAllocatedBytes(precise: true);
        var collections = GC.CollectionCount(0);
        for (var step = 0; step < steps; step++)
        {
            Step(step);
        }

        managed = GC.GetTotalAllocatedBytes(precise: true) - managed;
        Console.WriteLine(
            $"{name}: {steps} steps; tape {native >> 10} KiB before and {tape.NativeBytes >> 10} after, "
                + $"process {resident >> 20} MiB before and {Environment.WorkingSet >> 20} after, "
                + $"{managed} managed bytes, {GC.CollectionCount(0) - collections} collections, {tape.LiveTensors} live tensors"
        );
        return tape.NativeBytes == native && managed == 0 && tape.LiveTensors == 0;
    }

    private sealed class Data : IDisposable
    {
        public Data(int count)
        {
            Inputs = RandomTensor.Create(1, count, Side, Side, 3);
            Targets = Tensor.Create(new Shape(count, 3));
            for (var i = 0; i < count; i++)
            {
                Targets.Values[i * 3 + i % 3] = 1;
            }
        }

        public Tensor Inputs { get; }

        public Tensor Targets { get; }

        public void Dispose()
        {
            Inputs.Dispose();
            Targets.Dispose();
        }
    }
}
