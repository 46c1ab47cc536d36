using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// The continuous attention block of <see cref="MmNet"/>: a residual block (conv 3x3 -> BN -> ReLU -> conv 1x1 -> BN, plus
/// the input or its 1x1 convolution, -> ReLU), gated by a spatial attention that is multiplied by the one of the block
/// before, so that where an early block does not look no later one does.
/// </summary>
internal sealed class ContinuousAttentionBlock : Module
{
    private readonly Convolution2D _first;
    private readonly BatchNormalization _firstNorm;
    private readonly Convolution2D _second;
    private readonly BatchNormalization _secondNorm;
    private readonly Convolution2D? _shortcut;
    private readonly BatchNormalization? _shortcutNorm;
    private readonly Convolution2D _attention;
    private readonly BatchNormalization _attentionNorm;

    public ContinuousAttentionBlock(int inputs, int outputs, int stride, RandomStream random)
    {
        var strided = new Convolution { Stride = stride, Padding = new Padding(1) };
        var point = new Convolution { Stride = stride };
        _first = Register("first", new Convolution2D(inputs, outputs, 3, random, strided, bias: false));
        _firstNorm = Register("first_norm", new BatchNormalization(outputs));
        _second = Register("second", new Convolution2D(outputs, outputs, 1, random, bias: false));
        _secondNorm = Register("second_norm", new BatchNormalization(outputs));
        if (stride != 1 || inputs != outputs)
        {
            _shortcut = Register("shortcut", new Convolution2D(inputs, outputs, 1, random, point, bias: false));
            _shortcutNorm = Register("shortcut_norm", new BatchNormalization(outputs));
        }

        _attention = Register("attention", new Convolution2D(2, 1, 1, random, bias: false));
        _attentionNorm = Register("attention_norm", new BatchNormalization(1));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => Forward(tape, x, null).Features;

    /// <summary>The block's features and its attention, [N, H, W, 1], for the next one.</summary>
    /// <param name="tape">Records the operations.</param>
    /// <param name="x">[N, H, W, In].</param>
    /// <param name="earlier">The attention before, at this block's output size; null for none.</param>
    public (Tensor Features, Tensor Attention) Forward(Tape tape, Tensor x, Tensor? earlier)
    {
        var y = tape.Relu(_firstNorm.Forward(tape, _first.Forward(tape, x)));
        y = _secondNorm.Forward(tape, _second.Forward(tape, y));
        y = tape.Relu(tape.Add(y, _shortcut is null ? x : _shortcutNorm!.Forward(tape, _shortcut.Forward(tape, x))));
        var summary = tape.Concat(3, tape.ChannelMean(y), tape.ChannelMax(y));
        var attention = tape.Sigmoid(_attentionNorm.Forward(tape, _attention.Forward(tape, summary)));
        attention = earlier is null ? attention : tape.Multiply(attention, earlier);
        return (tape.Multiply(y, attention), attention);
    }
}
