using Mien.Benchmarks.Duels;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;
using Mien.Tensors.Optimization;

namespace Mien.Benchmarks.Measures;

/// <summary>One training step of <see cref="LargeNetwork"/> at batch 16: forward, cross-entropy, backward, AdamW.</summary>
internal sealed class TrainStepMeasure : RepeatedMeasure
{
    private const int Batch = 16;
    private readonly Workers _team = new(TeamSize.Threads);
    private readonly Tape _tape;
    private readonly Module _network = LargeNetwork.Create();
    private readonly AdamW _optimizer;
    private readonly Tensor _x = RandomTensor.Create(
        1,
        Batch,
        LargeNetwork.Side,
        LargeNetwork.Side,
        LargeNetwork.Channels
    );
    private readonly Tensor _targets = Tensor.Create(new Shape(Batch, LargeNetwork.Classes));

    /// <summary>Builds the network.</summary>
    public TrainStepMeasure()
    {
        _tape = new Tape(_team);
        _optimizer = new AdamW(_network.Parameters, new AdamWOptions { WeightDecay = 0.05f }, _team);
        for (var i = 0; i < Batch; i++)
        {
            _targets.Values[i * LargeNetwork.Classes + i % LargeNetwork.Classes] = 1;
        }
    }

    /// <inheritdoc/>
    public override string Name => "train-step";

    /// <inheritdoc/>
    public override void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _tape.Dispose();
        _x.Dispose();
        _targets.Dispose();
        _team.Dispose();
    }

    /// <inheritdoc/>
    protected override void Work()
    {
        _optimizer.ZeroGradients();
        _tape.Backward(_tape.CrossEntropy(_network.Forward(_tape, _x), _targets));
        _optimizer.Step(1e-3f);
        _tape.Reset();
    }
}
