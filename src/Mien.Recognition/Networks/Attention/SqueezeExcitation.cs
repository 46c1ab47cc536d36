using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Attention;

/// <summary>
/// Squeeze-and-excitation (Hu, Shen and Sun, CVPR 2018): y = x * sigmoid(W2 relu(W1 mean(x))), one gate a channel.
/// Maps [N, H, W, C] to the same shape.
/// </summary>
public sealed class SqueezeExcitation : Module
{
    private readonly Linear _reduce;
    private readonly Linear _expand;

    /// <summary>Creates the two layers; the hidden width is channels / <paramref name="reduction"/>, at least 1.</summary>
    public SqueezeExcitation(int channels, int reduction, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var hidden = Math.Max(1, channels / reduction);
        _reduce = Register("reduce", new Linear(channels, hidden, random.Derive("reduce")));
        _expand = Register("expand", new Linear(hidden, channels, random.Derive("expand")));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (samples, channels) = (x.Shape[0], x.Shape[3]);
        var mean = tape.Reshape(tape.GlobalAveragePool(x), new Shape(samples, channels));
        var gate = tape.Sigmoid(_expand.Forward(tape, tape.Relu(_reduce.Forward(tape, mean))));
        return tape.Multiply(x, tape.Reshape(gate, new Shape(samples, 1, 1, channels)));
    }
}
