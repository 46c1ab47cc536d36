using Mien.Tensors.Operations;

namespace Mien.Tensors.Kernels;

/// <summary>The sizes of a kernel's walk over [Pictures, Rows, Columns, Channels].</summary>
internal readonly record struct Window(
    int Pictures,
    int Rows,
    int Columns,
    int Channels,
    int KernelRows,
    int KernelColumns,
    int OutRows,
    int OutColumns,
    int Stride,
    int Dilation,
    int Top,
    int Left,
    int Bottom,
    int Right
)
{
    // No network has larger ones, and products of two stay within an int.
    private const int Most = 1 << 15;

    /// <summary>The sizes of a convolution of this walk with the given number of output channels.</summary>
    public ConvolutionSizes Sizes(int channelsOut) =>
        new()
        {
            Images = Pictures,
            Input = new Extent(1, Rows, Columns),
            ChannelsIn = Channels,
            ChannelsOut = channelsOut,
            Kernel = new Extent(1, KernelRows, KernelColumns),
            Stride = new Extent(1, Stride, Stride),
            Dilation = new Extent(1, Dilation, Dilation),
            PaddingBefore = new Extent(0, Top, Left),
            PaddingAfter = new Extent(0, Bottom, Right),
        };

    /// <summary>The sizes of a depthwise convolution of this walk.</summary>
    public ConvolutionSizes DepthwiseSizes => Sizes(Channels) with { Depthwise = true };

    /// <exception cref="ArgumentException">Not a picture, or the kernel is larger than the padded picture.</exception>
    public static Window Of(Shape x, int kernelRows, int kernelColumns, Convolution how)
    {
        if (
            x.Rank != 4
            || !IsStep(how.Stride)
            || !IsStep(how.Dilation)
            || !IsStep(kernelRows)
            || !IsStep(kernelColumns)
        )
        {
            throw new ArgumentException(
                $"a kernel of {kernelRows} by {kernelColumns} with stride {how.Stride} and dilation {how.Dilation} does not fit {x}",
                nameof(how)
            );
        }

        var (reachRows, reachColumns) = (
            ((kernelRows - 1) * how.Dilation) + 1,
            ((kernelColumns - 1) * how.Dilation) + 1
        );
        var padding = how.Padding.For(reachRows, reachColumns);
        if (Math.Max(Math.Max(padding.Top, padding.Bottom), Math.Max(padding.Left, padding.Right)) > Most)
        {
            throw new ArgumentException($"a padding of {padding} does not fit {x}", nameof(how));
        }

        var (freeRows, freeColumns) = (
            x[1] + padding.Top + padding.Bottom - reachRows,
            x[2] + padding.Left + padding.Right - reachColumns
        );
        if (freeRows < 0 || freeColumns < 0)
        {
            throw new ArgumentException($"a kernel of {kernelRows} by {kernelColumns} does not fit {x}", nameof(x));
        }

        return new Window(
            x[0],
            x[1],
            x[2],
            x[3],
            kernelRows,
            kernelColumns,
            (freeRows / how.Stride) + 1,
            (freeColumns / how.Stride) + 1,
            how.Stride,
            how.Dilation,
            padding.Top,
            padding.Left,
            padding.Bottom,
            padding.Right
        );
    }

    private static bool IsStep(int value) => value is >= 1 and <= Most;
}
