using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Convolutions over pictures and volumes, dense or depthwise.</summary>
internal sealed unsafe class ConvolveNode : Node
{
    private Tensor _x = null!;
    private Tensor _weight = null!;
    private Tensor? _bias;
    private ConvolutionSizes _sizes;

    /// <summary>Computes a convolution and records it.</summary>
    /// <exception cref="ArgumentException">The bias does not fit.</exception>
    public static Tensor Apply(Tape tape, Tensor x, Tensor weight, Tensor? bias, ConvolutionSizes sizes, Shape shape)
    {
        Bias.Check(bias, sizes.ChannelsOut);
        var y = NarrowConvolution.Suits(in sizes)
            ? NarrowConvolveNode.Apply(tape, x, weight, bias, sizes, shape)
            : ApplyWide(tape, x, weight, bias, sizes, shape);
        tape.Listener?.Hear(
            sizes.Depthwise ? "ConvolveDepthwise" : "Convolve",
            y,
            [x, weight, bias],
            [("sizes", sizes)]
        );
        return y;
    }

    /// <summary>What the output's gradient says about the weights and about the input goes to theirs.</summary>
    public static void ToWeightAndInput(Tape tape, in ConvolutionSizes sizes, Tensor x, Tensor weight, float* from)
    {
        var toWeight = tape.GradientOf(weight, out var accumulate);
        if (toWeight != null)
        {
            new ConvolutionCall
            {
                Sizes = sizes,
                Input = x.Data,
                Output = from,
                Weights = toWeight,
                Accumulate = accumulate,
            }.WeightGradient(tape.Workers);
        }

        var toX = tape.GradientOf(x, out accumulate);
        if (toX != null)
        {
            new ConvolutionCall
            {
                Sizes = sizes,
                Output = from,
                Weights = weight.Data,
                Input = toX,
                Accumulate = accumulate,
            }.InputGradient(tape.Workers);
        }
    }

    public override void Backward(Tape tape)
    {
        var from = Output.GradientData;
        Bias.AddGradient(tape, Output.Length / _sizes.ChannelsOut, _sizes.ChannelsOut, from, _bias);
        ToWeightAndInput(tape, in _sizes, _x, _weight, from);
    }

    private static Tensor ApplyWide(
        Tape tape,
        Tensor x,
        Tensor weight,
        Tensor? bias,
        ConvolutionSizes sizes,
        Shape shape
    )
    {
        var y = tape.Output(shape, x.RequiresGradient || weight.RequiresGradient || bias is { RequiresGradient: true });
        new ConvolutionCall
        {
            Sizes = sizes,
            Input = x.Data,
            Weights = weight.Data,
            Bias = bias is null ? null : bias.Data,
            Output = y.Data,
        }.Forward(tape.Workers);
        if (y.RequiresGradient)
        {
            var node = tape.Record<ConvolveNode>(y);
            (node._x, node._weight, node._bias, node._sizes) = (x, weight, bias, sizes);
        }

        return y;
    }
}
