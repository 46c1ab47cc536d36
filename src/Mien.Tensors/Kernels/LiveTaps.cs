using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The taps of a kernel that ever meet a pixel. On pictures smaller than the kernel reaches the others see padding alone: of
/// a 3x3 kernel on pictures of one pixel, the last stage of a ResNet on 28x28 maps, one tap is left of nine.
/// </summary>
/// <param name="First">The first live tap along each axis.</param>
/// <param name="Count">How many there are along each axis.</param>
internal readonly unsafe record struct LiveTaps(Extent First, Extent Count)
{
    /// <summary>The live taps of a convolution; all of them when one axis has none.</summary>
    public static LiveTaps Of(in ConvolutionSizes sizes)
    {
        var (input, output, kernel) = (sizes.Input, sizes.Output, sizes.Kernel);
        var (stride, dilation, padding) = (sizes.Stride, sizes.Dilation, sizes.PaddingBefore);
        var depth = Along(input.Depth, output.Depth, kernel.Depth, stride.Depth, dilation.Depth, padding.Depth);
        var rows = Along(input.Rows, output.Rows, kernel.Rows, stride.Rows, dilation.Rows, padding.Rows);
        var columns = Along(
            input.Columns,
            output.Columns,
            kernel.Columns,
            stride.Columns,
            dilation.Columns,
            padding.Columns
        );
        return depth.Count > 0 && rows.Count > 0 && columns.Count > 0
            ? new(new(depth.First, rows.First, columns.First), new(depth.Count, rows.Count, columns.Count))
            : new(default, kernel);
    }

    /// <summary>The same convolution with a kernel of the live taps alone; the padding may become negative.</summary>
    public ConvolutionSizes Shrink(in ConvolutionSizes sizes) =>
        sizes with
        {
            Kernel = Count,
            PaddingBefore = sizes.PaddingBefore - First * sizes.Dilation,
            PaddingAfter = sizes.PaddingAfter - (sizes.Kernel - Count - First) * sizes.Dilation,
        };

    /// <summary>Copies the live taps' weights out of the whole kernel.</summary>
    public void Gather(in ConvolutionSizes sizes, float* weights, float* live)
    {
        var cells = sizes.ChannelsIn * sizes.ChannelsOut;
        for (var tap = 0; tap < Count.Volume; tap++)
        {
            new ReadOnlySpan<float>(weights + Place(in sizes, tap) * cells, cells).CopyTo(
                new Span<float>(live + (nint)tap * cells, cells)
            );
        }
    }

    /// <summary>Puts the live taps' gradients into the whole kernel's; those of the others are zero.</summary>
    public void Spread(Workers team, in ConvolutionSizes sizes, float* live, float* weights, bool accumulate)
    {
        if (!accumulate)
        {
            team.For(sizes.Kernel.Volume, new Clearing(weights, sizes.ChannelsIn * sizes.ChannelsOut));
        }

        var (rows, columns) = (sizes.ChannelsIn, sizes.ChannelsOut);
        for (var tap = 0; tap < Count.Volume; tap++)
        {
            var from = live + (nint)tap * rows * columns;
            var to = weights + Place(in sizes, tap) * rows * columns;
            PartialSums.Add(team, from, 1, rows, columns, to, columns, accumulate);
        }
    }

    private nint Place(in ConvolutionSizes sizes, int tap) =>
        sizes.Kernel.IndexOf(
            First.Depth + tap / (Count.Rows * Count.Columns),
            First.Rows + tap / Count.Columns % Count.Rows,
            First.Columns + tap % Count.Columns
        );

    // Tap k of output o reads pixel o stride + k dilation - padding.
    private static (int First, int Count) Along(
        int input,
        int output,
        int kernel,
        int stride,
        int dilation,
        int padding
    )
    {
        var missing = padding - (output - 1) * stride;
        var first = missing <= 0 ? 0 : (missing + dilation - 1) / dilation;
        var last = Math.Min(kernel - 1, (input - 1 + padding) / dilation);
        return (first, last - first + 1);
    }

    private readonly struct Clearing(float* weights, int cells) : IBlockWork
    {
        public void Run(int tap) => new Span<float>(weights + (nint)tap * cells, cells).Clear();
    }
}
