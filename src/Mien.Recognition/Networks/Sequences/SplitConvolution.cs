using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Sequences;

/// <summary>A (2+1)D convolution: 1x3x3 over space, BN, ReLU, and 3x1x1 over time; no biases.</summary>
internal sealed class SplitConvolution : Module
{
    private readonly Convolution3D _space;
    private readonly BatchNormalization _norm;
    private readonly Convolution3D _time;

    public SplitConvolution(int inputs, int outputs, int middle, int stride, RandomStream random)
    {
        var how = new Convolution { Stride = stride, Padding = new Padding(1) };
        _space = Register("space", new Convolution3D(inputs, middle, 1, 3, random.Derive("space"), how, bias: false));
        _norm = Register("norm", new BatchNormalization(middle));
        _time = Register(
            "time",
            new Convolution3D(
                middle,
                outputs,
                3,
                1,
                random.Derive("time"),
                depthStride: stride,
                depthPadding: 1,
                bias: false
            )
        );
    }

    public override Tensor Forward(Tape tape, Tensor x) =>
        _time.Forward(tape, tape.Relu(_norm.Forward(tape, _space.Forward(tape, x))));
}
