using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// The basic block of residual networks (He et al., CVPR 2016) as torchvision has it: conv 3x3 -> BN -> ReLU ->
/// conv 3x3 -> BN, plus the input, which passes a 1x1 convolution and BN where its size changes, -> ReLU. No biases.
/// </summary>
internal sealed class ResidualBlock : Module
{
    private readonly Convolution2D _first;
    private readonly BatchNormalization _firstNorm;
    private readonly Convolution2D _second;
    private readonly BatchNormalization _secondNorm;
    private readonly Convolution2D? _shortcut;
    private readonly BatchNormalization? _shortcutNorm;

    public ResidualBlock(int inputs, int outputs, int stride, RandomStream random)
    {
        var strided = new Convolution { Stride = stride, Padding = new Padding(1) };
        var (point, around) = (new Convolution { Stride = stride }, new Convolution { Padding = new Padding(1) });
        _first = Register("first", new Convolution2D(inputs, outputs, 3, random, strided, bias: false));
        _firstNorm = Register("first_norm", new BatchNormalization(outputs));
        _second = Register("second", new Convolution2D(outputs, outputs, 3, random, around, bias: false));
        _secondNorm = Register("second_norm", new BatchNormalization(outputs));
        if (stride != 1 || inputs != outputs)
        {
            _shortcut = Register("shortcut", new Convolution2D(inputs, outputs, 1, random, point, bias: false));
            _shortcutNorm = Register("shortcut_norm", new BatchNormalization(outputs));
        }
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = tape.Relu(_firstNorm.Forward(tape, _first.Forward(tape, x)));
        y = _secondNorm.Forward(tape, _second.Forward(tape, y));
        return tape.Relu(tape.Add(y, Shortcut(tape, x)));
    }

    private Tensor Shortcut(Tape tape, Tensor x) =>
        _shortcut is null ? x : _shortcutNorm!.Forward(tape, _shortcut.Forward(tape, x));
}
