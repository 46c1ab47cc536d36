using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Convolution over pictures (cross-correlation, as in all network libraries).</summary>
public static unsafe class ConvolveOperation
{
    /// <summary>y[n, i, j, o] = b[o] + sum over kernel rows, columns and channels of x W.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[N, H, W, In].</param>
    /// <param name="weight">[kernel rows, kernel columns, In, Out]; PyTorch's [Out, In, rows, columns] permuted (2, 3, 1, 0).</param>
    /// <param name="bias">[Out], or null for none.</param>
    /// <param name="how">Stride, dilation and padding; null for stride 1 without padding.</param>
    /// <returns>[N, (H + padding - reach) / stride + 1, ..., Out].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor Convolve(this Tape tape, Tensor x, Tensor weight, Tensor? bias = null, Convolution? how = null)
    {
        if (weight.Shape.Rank != 4 || x.Shape.Rank != 4 || x.Shape[3] != weight.Shape[2])
        {
            throw new ArgumentException($"a kernel of shape {weight.Shape} does not fit {x.Shape}", nameof(weight));
        }

        var outputs = weight.Shape[3];
        Bias.Check(bias, outputs);
        var window = Window.Of(x.Shape, weight.Shape[0], weight.Shape[1], how ?? Convolution.Valid);
        var y = tape.Output(
            new Shape(window.Pictures, window.OutRows, window.OutColumns, outputs),
            x.RequiresGradient || weight.RequiresGradient || bias is { RequiresGradient: true }
        );
        var sizes = ConvolutionSizes.Of(window, outputs);
        DenseConvolution.Forward(tape.Workers, in sizes, x.Data, weight.Data, bias is null ? null : bias.Data, y.Data);
        if (y.RequiresGradient)
        {
            tape.Record<ConvolveNode>(y).Set(x, weight, bias, sizes);
        }

        return y;
    }

    private sealed class ConvolveNode : Node
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
                DenseConvolution.WeightGradient(tape.Workers, in _sizes, _x.Data, from, toWeight, accumulate);
            }

            var to = tape.GradientOf(_x, out accumulate);
            if (to != null)
            {
                DenseConvolution.InputGradient(tape.Workers, in _sizes, from, _weight.Data, to, accumulate);
            }
        }
    }
}
