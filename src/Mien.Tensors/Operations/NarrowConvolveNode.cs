using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Convolutions with few channels on both sides, over pictures turned so that the batch is innermost.</summary>
internal sealed unsafe class NarrowConvolveNode : Node
{
    private Tensor _x = null!;
    private Tensor _weight = null!;
    private Tensor? _bias;
    private Tensor _turned = null!;
    private ConvolutionSizes _sizes;

    /// <summary>Computes a convolution and records it.</summary>
    public static Tensor Apply(Tape tape, Tensor x, Tensor weight, Tensor? bias, ConvolutionSizes sizes, Shape shape)
    {
        var y = tape.Output(shape, x.RequiresGradient || weight.RequiresGradient || bias is { RequiresGradient: true });
        var (inputs, outputs) = (sizes.Input.Volume * sizes.ChannelsIn, sizes.Output.Volume * sizes.ChannelsOut);
        var turned = tape.Scratch(NarrowConvolution.TurnedLength(in sizes, inputs));
        var result = tape.Scratch(NarrowConvolution.TurnedLength(in sizes, outputs));
        NarrowConvolution.Turn(in sizes, inputs, x.Data, turned.Data);
        var offsets = bias is null ? null : bias.Data;
        NarrowConvolution.Forward(tape.Workers, in sizes, turned.Data, weight.Data, offsets, result.Data);
        NarrowConvolution.TurnBack(in sizes, outputs, result.Data, y.Data, accumulate: false);
        tape.ReleaseScratch(result);
        if (y.RequiresGradient)
        {
            var node = tape.Record<NarrowConvolveNode>(y);
            (node._x, node._weight, node._bias, node._turned, node._sizes) = (x, weight, bias, turned, sizes);
        }
        else
        {
            tape.ReleaseScratch(turned);
        }

        return y;
    }

    public override void Backward(Tape tape)
    {
        var outputs = _sizes.Output.Volume * _sizes.ChannelsOut;
        Bias.AddGradient(tape, Output.Length / _sizes.ChannelsOut, _sizes.ChannelsOut, Output.GradientData, _bias);
        var from = tape.Scratch(NarrowConvolution.TurnedLength(in _sizes, outputs));
        NarrowConvolution.Turn(in _sizes, outputs, Output.GradientData, from.Data);
        var toWeight = tape.GradientOf(_weight, out var accumulate);
        if (toWeight != null)
        {
            NarrowConvolution.WeightGradient(tape.Workers, in _sizes, _turned.Data, from.Data, toWeight, accumulate);
        }

        // The turned inputs have served; their memory takes the turned gradients of the inputs.
        var toX = tape.GradientOf(_x, out accumulate);
        if (toX != null)
        {
            var inputs = _sizes.Input.Volume * _sizes.ChannelsIn;
            NarrowConvolution.InputGradient(tape.Workers, in _sizes, from.Data, _weight.Data, _turned.Data);
            NarrowConvolution.TurnBack(in _sizes, inputs, _turned.Data, toX, accumulate);
        }

        tape.ReleaseScratch(from);
        tape.ReleaseScratch(_turned);
    }
}
