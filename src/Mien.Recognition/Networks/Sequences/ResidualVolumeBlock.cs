using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Sequences;

/// <summary>A block of <see cref="ResidualVolumes"/>: relu(x + BN(split(relu(BN(split(x)))))), x through 1x1x1 where the size changes.</summary>
internal sealed class ResidualVolumeBlock : Module
{
    private readonly SplitConvolution _first;
    private readonly BatchNormalization _firstNorm;
    private readonly SplitConvolution _second;
    private readonly BatchNormalization _secondNorm;
    private readonly Convolution3D? _shortcut;
    private readonly BatchNormalization? _shortcutNorm;

    public ResidualVolumeBlock(int inputs, int outputs, int stride, RandomStream random)
    {
        // So many channels that space and time together have the weights of one 3x3x3 convolution (torchvision takes the
        // first convolution's number for both).
        var middle = inputs * outputs * 27 / ((inputs * 9) + (3 * outputs));
        _first = Register("first", new SplitConvolution(inputs, outputs, middle, stride, random.Derive("first")));
        _firstNorm = Register("first_norm", new BatchNormalization(outputs));
        _second = Register("second", new SplitConvolution(outputs, outputs, middle, 1, random.Derive("second")));
        _secondNorm = Register("second_norm", new BatchNormalization(outputs));
        if (stride > 1 || inputs != outputs)
        {
            var how = new Convolution { Stride = stride };
            _shortcut = Register(
                "shortcut",
                new Convolution3D(inputs, outputs, 1, random.Derive("shortcut"), how, depthStride: stride, bias: false)
            );
            _shortcutNorm = Register("shortcut_norm", new BatchNormalization(outputs));
        }
    }

    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = tape.Relu(_firstNorm.Forward(tape, _first.Forward(tape, x)));
        y = _secondNorm.Forward(tape, _second.Forward(tape, y));
        var past = _shortcut is null ? x : _shortcutNorm!.Forward(tape, _shortcut.Forward(tape, x));
        return tape.Relu(tape.Add(y, past));
    }
}
