using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;
using Mien.Tensors.Layers;

namespace Mien.Benchmarks.Precision;

/// <summary>
/// What bfloat16 weights and 8-bit integers would do to inference: the time of the matrix product alone, the share of such
/// products in two reference networks and what follows for these at batch 1 and 16, and what the rounding does to the
/// answers. See docs/decisions/0007.
/// </summary>
internal static class PrecisionReport
{
    private const double RoundMilliseconds = 250;
    private const int Rounds = 8;

    /// <summary>Prints the three tables.</summary>
    /// <returns>The exit code.</returns>
    public static int Run()
    {
        using var team = new Workers(TeamSize.Threads);
        Console.WriteLine($"threads {team.Threads}, {FmaPeak.InstructionSet}, AVX-VNNI {Int8Product.IsSupported}");
        var gains = new[] { 4080, 240 }.Select(rows => ProductTimes.Measure(team, rows)).ToArray();
        foreach (var name in ReferenceNetwork.Names)
        {
            foreach (var batch in new[] { 1, 16 })
            {
                PrintNetwork(team, name, batch, gains[batch == 1 ? 1 : 0]);
            }
        }

        foreach (var name in ReferenceNetwork.Names)
        {
            AnswerCheck.Run(name);
        }

        return 0;
    }

    /// <summary>The best of several rounds, in milliseconds.</summary>
    public static double Best(Action work)
    {
        Timing.MeanMilliseconds(RoundMilliseconds, work);
        return Enumerable.Range(0, Rounds).Min(_ => Timing.MeanMilliseconds(RoundMilliseconds, work));
    }

    private static void PrintNetwork(Workers team, string name, int batch, ProductTimes gains)
    {
        using var network = ReferenceNetwork.Create(name, out var side);
        using var tape = new Tape(team) { Recording = false, Training = false };
        using var x = RandomTensor.Create(1, batch, side, side, 3);
        var whole = Best(() =>
        {
            network.Forward(tape, x);
            tape.Reset();
        });
        var products = ProductShapes.Of(network, tape, x);
        var inProducts = products.Sum(shape => ProductTimes.Float(team, shape.Rows, shape.Columns, shape.Depth));
        var (bfloat16, int8) = (
            whole - inProducts * (1 - gains.Bfloat16 / gains.Float32),
            whole - inProducts * (1 - gains.Int8 / gains.Float32)
        );
        Console.WriteLine(
            $"{name} batch {batch}: {whole:F3} ms, of which {products.Count} matrix products alone {inProducts:F3} ms ({inProducts / whole:P0}); "
                + $"with bfloat16 weights {bfloat16:F3} ms ({whole / bfloat16:F2} times as fast), with int8 {int8:F3} ms ({whole / int8:F2} times)"
        );
    }
}
