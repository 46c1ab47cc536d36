using BenchmarkDotNet.Running;
using Mien.Benchmarks.Duels;
using Mien.Benchmarks.Rivals;

namespace Mien.Benchmarks;

/// <summary>
/// <c>duel NAME PEER</c> measures Mien against a peer program in alternation (see <see cref="Duel"/>); <c>onnx MODEL
/// BATCH</c> is such a peer; <c>alone NAME</c> measures Mien by itself; anything else goes to BenchmarkDotNet.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["duel", var name, var peer]:
                using (var measure = MeasureRegistry.Create(name))
                {
                    return Duel.Run(measure, peer);
                }

            case ["alone", var name, ..]:
                using (var measure = MeasureRegistry.Create(name))
                {
                    return Duel.RunAlone(measure);
                }

            case ["onnx", var model, var batch]:
                return OnnxPeer.Serve(model, int.Parse(batch));
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
                return 0;
        }
    }
}
