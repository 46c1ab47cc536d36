using Mien.Benchmarks.Duels;
using Mien.Foundation;
using Mien.Recognition.Networks;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Benchmarks.Measures;

/// <summary>
/// A training step (forward, cross-entropy, backward, AdamW) of each rival network of benchmarks/peers/rivals.csv, at the map
/// size and batch of its recipe. A round is a line of the table, told on standard error; the rounds add up.
/// </summary>
internal sealed class RivalsMeasure : IMeasure
{
    private const double RoundMilliseconds = 300;
    private const int Repeats = 3;
    private const int Classes = 3;
    private readonly Workers _team = new(TeamSize.Threads);
    private readonly string[][] _lines =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "benchmarks", "peers", "rivals.csv"))
            .Skip(1)
            .Select(line => line.Split(',')),
    ];

    /// <inheritdoc/>
    public string Name => "rivals";

    /// <inheritdoc/>
    public int Rounds => _lines.Length;

    /// <inheritdoc/>
    public bool RoundsAddUp => true;

    /// <inheritdoc/>
    public string Describe(int round) => $"{_lines[round][0]}, batch {_lines[round][2]}";

    /// <inheritdoc/>
    public double Run(int round)
    {
        var (side, batch) = (int.Parse(_lines[round][1]), int.Parse(_lines[round][2]));
        using var tape = new Tape(_team);
        using var network = NetworkRegistry
            .Find(_lines[round][0])
            .Create(new NetworkShape(side, side, 3, Classes), new RandomStream(1));
        using var optimizer = new AdamW(network.Parameters, new AdamWOptions { WeightDecay = 0.05f }, _team);
        using var x = RandomTensor.Create(1, batch, side, side, 3);
        using var targets = Tensor.Create(new Shape(batch, Classes));
        for (var i = 0; i < batch; i++)
        {
            targets.Values[i * Classes + i % Classes] = 1;
        }

        void Work() => Step(tape, network, optimizer, x, targets);
        Timing.MeanMilliseconds(RoundMilliseconds, Work);
        return Enumerable.Range(0, Repeats).Min(_ => Timing.MeanMilliseconds(RoundMilliseconds, Work));
    }

    /// <inheritdoc/>
    public void Dispose() => _team.Dispose();

    private static void Step(Tape tape, Module network, AdamW optimizer, Tensor x, Tensor targets)
    {
        optimizer.ZeroGradients();
        tape.Backward(tape.CrossEntropy(network.Forward(tape, x), targets));
        optimizer.Step(1e-3f);
        tape.Reset();
    }
}
