using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Depthwise convolution: every channel has a kernel of its own.</summary>
public static unsafe class ConvolveDepthwiseOperation
{
    /// <summary>y[n, i, j, c] = b[c] + sum over kernel rows and columns of x[.., c] W[.., c].</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[N, H, W, C].</param>
    /// <param name="weight">[kernel rows, kernel columns, C]; PyTorch's [C, 1, rows, columns] permuted (2, 3, 0).</param>
    /// <param name="bias">[C], or null for none.</param>
    /// <param name="how">Stride, dilation and padding; null for stride 1 without padding.</param>
    /// <returns>[N, (H + padding - reach) / stride + 1, ..., C].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor ConvolveDepthwise(
        this Tape tape,
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Convolution? how = null
    )
    {
        if (weight.Shape.Rank != 3 || x.Shape.Rank != 4 || x.Shape[3] != weight.Shape[2])
        {
            throw new ArgumentException(
                $"a depthwise kernel of shape {weight.Shape} does not fit {x.Shape}",
                nameof(weight)
            );
        }

        Bias.Check(bias, x.Shape[3]);
        var window = Window.Of(x.Shape, weight.Shape[0], weight.Shape[1], how ?? Convolution.Valid);
        var y = tape.Output(
            new Shape(window.Pictures, window.OutRows, window.OutColumns, window.Channels),
            x.RequiresGradient || weight.RequiresGradient || bias is { RequiresGradient: true }
        );
        var sizes = ConvolutionSizes.Of(window, window.Channels);
        DepthwiseConvolution.Forward(
            tape.Workers,
            in sizes,
            x.Data,
            weight.Data,
            bias is null ? null : bias.Data,
            y.Data
        );
        if (y.RequiresGradient)
        {
            tape.Record<DepthwiseNode>(y).Set(x, weight, bias, sizes);
        }

        return y;
    }

    private sealed class DepthwiseNode : Node
    {
        private Tensor _x = null!;
        private Tensor _weight = null!;
        private Tensor? _bias;
        private ConvolutionSizes _sizes;

        public void Set(Tensor x, Tensor weight, Tensor? bias, in ConvolutionSizes sizes) =>
            (_x, _weight, _bias, _sizes) = (x, weight, bias, sizes);

        public override void Backward(Tape tape)
        {
            var from = Output.GradientData;
            Bias.AddGradient(tape, Output.Length / _sizes.ChannelsOut, _sizes.ChannelsOut, from, _bias);
            var toWeight = tape.GradientOf(_weight, out var accumulate);
            if (toWeight != null)
            {
                DepthwiseConvolution.WeightGradient(tape.Workers, in _sizes, _x.Data, from, toWeight, accumulate);
            }

            var to = tape.GradientOf(_x, out accumulate);
            if (to != null)
            {
                DepthwiseConvolution.InputGradient(tape.Workers, in _sizes, from, _weight.Data, to, accumulate);
            }
        }
    }
}
