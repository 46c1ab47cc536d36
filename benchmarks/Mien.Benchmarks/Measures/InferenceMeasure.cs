using Mien.Benchmarks.Duels;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;

namespace Mien.Benchmarks.Measures;

/// <summary>The logits of <see cref="LargeNetwork"/> for a batch.</summary>
internal sealed class InferenceMeasure : RepeatedMeasure
{
    private readonly Workers _team = new(TeamSize.Threads);
    private readonly Tape _tape;
    private readonly Module _network = LargeNetwork.Create();
    private readonly Tensor _x;

    /// <summary>Builds the network.</summary>
    public InferenceMeasure(string name, int batch)
    {
        Name = name;
        _tape = new Tape(_team) { Recording = false, Training = false };
        _x = RandomTensor.Create(1, batch, LargeNetwork.Side, LargeNetwork.Side, LargeNetwork.Channels);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _network.Dispose();
        _tape.Dispose();
        _x.Dispose();
        _team.Dispose();
    }

    /// <inheritdoc/>
    protected override void Work()
    {
        _network.Forward(_tape, _x);
        _tape.Reset();
    }
}
