using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Backward of convolutions over pictures and volumes, dense or depthwise.</summary>
internal sealed unsafe class ConvolveNode : Node
{
    private Tensor _x = null!;
    private Tensor _weight = null!;
    private Tensor? _bias;
    private ConvolutionSizes _sizes;
    private bool _depthwise;

    /// <summary>Computes a convolution and records it.</summary>
    /// <exception cref="ArgumentException">The bias does not fit.</exception>
    public static Tensor Apply(
        Tape tape,
        Tensor x,
        Tensor weight,
        Tensor? bias,
        ConvolutionSizes sizes,
        Shape shape,
        bool depthwise
    )
    {
        Bias.Check(bias, sizes.ChannelsOut);
        if (!depthwise && NarrowConvolution.Suits(in sizes))
        {
            return NarrowConvolveNode.Apply(tape, x, weight, bias, sizes, shape);
        }

        var y = tape.Output(shape, x.RequiresGradient || weight.RequiresGradient || bias is { RequiresGradient: true });
        var offsets = bias is null ? null : bias.Data;
        if (depthwise)
        {
            DepthwiseConvolution.Forward(tape.Workers, in sizes, x.Data, weight.Data, offsets, y.Data);
        }
        else
        {
            DenseConvolution.Forward(tape.Workers, in sizes, x.Data, weight.Data, offsets, y.Data);
        }

        if (y.RequiresGradient)
        {
            var node = tape.Record<ConvolveNode>(y);
            (node._x, node._weight, node._bias, node._sizes, node._depthwise) = (x, weight, bias, sizes, depthwise);
        }

        tape.Listener?.Hear(depthwise ? "ConvolveDepthwise" : "Convolve", y, [x, weight, bias], [("sizes", sizes)]);
        return y;
    }

    public override void Backward(Tape tape)
    {
        var from = Output.GradientData;
        Bias.AddGradient(tape, Output.Length / _sizes.ChannelsOut, _sizes.ChannelsOut, from, _bias);
        var toWeight = tape.GradientOf(_weight, out var accumulate);
        if (toWeight != null)
        {
            WeightGradient(tape.Workers, from, toWeight, accumulate);
        }

        var toX = tape.GradientOf(_x, out accumulate);
        if (toX != null)
        {
            InputGradient(tape.Workers, from, toX, accumulate);
        }
    }

    private void WeightGradient(Workers workers, float* from, float* to, bool accumulate)
    {
        if (_depthwise)
        {
            DepthwiseConvolution.WeightGradient(workers, in _sizes, _x.Data, from, to, accumulate);
        }
        else
        {
            DenseConvolution.WeightGradient(workers, in _sizes, _x.Data, from, to, accumulate);
        }
    }

    private void InputGradient(Workers workers, float* from, float* to, bool accumulate)
    {
        if (_depthwise)
        {
            DepthwiseConvolution.InputGradient(workers, in _sizes, from, _weight.Data, to, accumulate);
        }
        else
        {
            DenseConvolution.InputGradient(workers, in _sizes, from, _weight.Data, to, accumulate);
        }
    }
}
