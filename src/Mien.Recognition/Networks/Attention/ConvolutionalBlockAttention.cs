using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Attention;

/// <summary>
/// Convolutional block attention, CBAM (Woo et al., ECCV 2018), the channel gate first and then the spatial gate:
/// <code>
/// F'  = F  * sigmoid(MLP(mean_HW F) + MLP(max_HW F))          MLP = Linear(C, C/r), ReLU, Linear(C/r, C), shared
/// F'' = F' * sigmoid(BN(Conv7x7([max_C F', mean_C F'])))      no bias in the convolution
/// </code>
/// Maps [N, H, W, C] to the same shape. The released code runs the BatchNorm with momentum 0.01; here it is 0.1, as in
/// the rest of the network, because a fold has only some hundred steps and statistics at 0.01 would not have settled.
/// </summary>
public sealed class ConvolutionalBlockAttention : Module
{
    private readonly Linear _reduce;
    private readonly Linear _expand;
    private readonly Convolution2D _spatial;
    private readonly BatchNormalization _norm;

    /// <summary>Creates the layers; the hidden width is channels / <paramref name="reduction"/>, at least 1.</summary>
    public ConvolutionalBlockAttention(int channels, int reduction, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        var hidden = Math.Max(1, channels / reduction);
        _reduce = Register("reduce", new Linear(channels, hidden, random.Derive("reduce")));
        _expand = Register("expand", new Linear(hidden, channels, random.Derive("expand")));
        _spatial = Register(
            "spatial",
            new Convolution2D(2, 1, 7, random.Derive("spatial"), Convolution.Same, bias: false)
        );
        _norm = Register("spatial_norm", new BatchNormalization(1));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var gated = tape.Multiply(x, ChannelGate(tape, x));
        return tape.Multiply(gated, SpatialGate(tape, gated));
    }

    /// <summary>[N, H, W, C] to [N, 1, 1, C].</summary>
    private Tensor ChannelGate(Tape tape, Tensor x)
    {
        var mean = Squeeze(tape, tape.GlobalAveragePool(x));
        var max = Squeeze(tape, tape.GlobalMaxPool(x));
        var gate = tape.Sigmoid(tape.Add(mean, max));
        return tape.Reshape(gate, new Shape(x.Shape[0], 1, 1, x.Shape[3]));
    }

    /// <summary>[N, 1, 1, C] to [N, C] through the shared two layers.</summary>
    private Tensor Squeeze(Tape tape, Tensor pooled)
    {
        var flat = tape.Reshape(pooled, new Shape(pooled.Shape[0], pooled.Shape[3]));
        return _expand.Forward(tape, tape.Relu(_reduce.Forward(tape, flat)));
    }

    /// <summary>[N, H, W, C] to [N, H, W, 1].</summary>
    private Tensor SpatialGate(Tape tape, Tensor x)
    {
        var summary = tape.Concat(3, tape.ChannelMax(x), tape.ChannelMean(x));
        return tape.Sigmoid(_norm.Forward(tape, _spatial.Forward(tape, summary)));
    }
}
