using Mien.Benchmarks.Duels;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Benchmarks.Measures;

/// <summary>
/// The layers of benchmarks/peers/layers.csv, each forward and backward with the gradients of its input and weights: those that
/// ResNet-18, R(2+1)D, small convolution networks, transformers and recurrent networks are made of (a "stem" is a convolution of
/// the data, whose gradient nobody wants). A round is a line of the
/// table, told on standard error; the rounds add up.
/// </summary>
internal sealed unsafe class LayersMeasure : IMeasure
{
    private const double RoundMilliseconds = 150;
    private const int Repeats = 3;
    private readonly Workers _team = new(TeamSize.Threads);
    private readonly Tape _tape;
    private readonly LayerLine[] _lines = LayerLine.ReadAll();

    /// <summary>Reads the table.</summary>
    public LayersMeasure() => _tape = new Tape(_team);

    /// <inheritdoc/>
    public string Name => "layers";

    /// <inheritdoc/>
    public int Rounds => _lines.Length;

    /// <inheritdoc/>
    public bool RoundsAddUp => true;

    /// <inheritdoc/>
    public string Describe(int round) => _lines[round].Text;

    /// <inheritdoc/>
    public double Run(int round)
    {
        var line = _lines[round];
        var random = new RandomStream(1);
        using var layer = line.CreateLayer(random);
        using var x = RandomTensor.Create(1, line.Input);
        x.RequiresGradient = line.InputHasGradient;
        void Work()
        {
            x.HasGradient = false;
            foreach (var parameter in layer.Parameters)
            {
                parameter.Value.HasGradient = false;
            }

            // The gradient that arrives is what the memory happens to hold, earlier outputs: its values do not change the time,
            // and within a network nobody copies it here.
            layer.Forward(_tape, x).GradientForWriting();
            _tape.PlayBack();
            _tape.Reset();
        }

        Timing.MeanMilliseconds(RoundMilliseconds, Work);
        return Enumerable.Range(0, Repeats).Min(_ => Timing.MeanMilliseconds(RoundMilliseconds, Work));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tape.Dispose();
        _team.Dispose();
    }
}
