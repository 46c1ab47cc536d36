using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Convolution over pictures and volumes (cross-correlation, as in all network libraries).</summary>
public static class ConvolveOperation
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
        var sizes = Sizes(x, weight, how);
        return ConvolveNode.Apply(tape, x, weight, bias, sizes, sizes.Pictures);
    }

    /// <summary>Depthwise convolution: every channel has a kernel of its own, y[.., c] = b[c] + sum of x[.., c] W[.., c].</summary>
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
        var sizes = DepthwiseSizes(x, weight, how);
        return ConvolveNode.Apply(tape, x, weight, bias, sizes, sizes.Pictures);
    }

    /// <summary>Convolution over volumes, such as the frames of a clip.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[N, D, H, W, In].</param>
    /// <param name="weight">
    /// [kernel depth, rows, columns, In, Out]; PyTorch's [Out, In, depth, rows, columns] permuted (2, 3, 4, 1, 0).
    /// </param>
    /// <param name="bias">[Out], or null for none.</param>
    /// <param name="how">Stride, dilation and padding of rows and columns; null for stride 1 without padding.</param>
    /// <param name="depthStride">Steps between outputs along the depth.</param>
    /// <param name="depthPadding">Zeros before the first and after the last slice.</param>
    /// <returns>[N, (D + 2 padding - kernel depth) / stride + 1, ..., Out].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor Convolve3D(
        this Tape tape,
        Tensor x,
        Tensor weight,
        Tensor? bias = null,
        Convolution? how = null,
        int depthStride = 1,
        int depthPadding = 0
    )
    {
        if (
            weight.Shape.Rank != 5
            || x.Shape.Rank != 5
            || x.Shape[4] != weight.Shape[3]
            || depthStride < 1
            || depthPadding < 0
            || x.Shape[1] + (2 * depthPadding) < weight.Shape[0]
        )
        {
            throw new ArgumentException($"a kernel of shape {weight.Shape} does not fit {x.Shape}", nameof(weight));
        }

        var slice = new Shape(x.Shape[0], x.Shape[2], x.Shape[3], x.Shape[4]);
        var flat = Window.Of(slice, weight.Shape[1], weight.Shape[2], how ?? Convolution.Valid).Sizes(weight.Shape[4]);
        var sizes = flat with
        {
            Input = flat.Input with { Depth = x.Shape[1] },
            Kernel = flat.Kernel with { Depth = weight.Shape[0] },
            Stride = flat.Stride with { Depth = depthStride },
            PaddingBefore = flat.PaddingBefore with { Depth = depthPadding },
            PaddingAfter = flat.PaddingAfter with { Depth = depthPadding },
        };
        var shape = new Shape(x.Shape[0], sizes.Output.Depth, sizes.Output.Rows, sizes.Output.Columns, weight.Shape[4]);
        return ConvolveNode.Apply(tape, x, weight, bias, sizes, shape);
    }

    /// <summary>The sizes of a convolution over pictures.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    internal static ConvolutionSizes Sizes(Tensor x, Tensor weight, Convolution? how) =>
        weight.Shape.Rank == 4 && x.Shape.Rank == 4 && x.Shape[3] == weight.Shape[2]
            ? Over(x.Shape, weight, how).Sizes(weight.Shape[3])
            : throw new ArgumentException($"a kernel of shape {weight.Shape} does not fit {x.Shape}", nameof(weight));

    /// <summary>The sizes of a depthwise convolution over pictures.</summary>
    /// <exception cref="ArgumentException">They do not fit.</exception>
    internal static ConvolutionSizes DepthwiseSizes(Tensor x, Tensor weight, Convolution? how) =>
        weight.Shape.Rank == 3 && x.Shape.Rank == 4 && x.Shape[3] == weight.Shape[2]
            ? Over(x.Shape, weight, how).DepthwiseSizes
            : throw new ArgumentException(
                $"a depthwise kernel of shape {weight.Shape} does not fit {x.Shape}",
                nameof(weight)
            );

    private static Window Over(Shape x, Tensor weight, Convolution? how) =>
        Window.Of(x, weight.Shape[0], weight.Shape[1], how ?? Convolution.Valid);
}
