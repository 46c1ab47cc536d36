namespace Mien.Tensors.Kernels;

/// <summary>
/// A walk over the windows of pictures, cut into blocks of some 256 target pixels. A block's windows are copied, with the
/// zeros around the picture, to the thread's scratch memory; there the rows of a tile are pixels, and the weights of one
/// row of the kernel meet one contiguous run of memory, so no matrix of patches is ever made (an implicit product, as the
/// indirect convolution of Dukhan 2019).
/// </summary>
internal unsafe struct WindowPass
{
    private const int PixelsInBlock = 256;
    private const int MostWindowFloats = 1 << 18;

    /// <summary>The pictures that are read.</summary>
    public float* Source;

    /// <summary>Pixels of a source picture.</summary>
    public Extent SourceSize;

    /// <summary>Channels of the source.</summary>
    public int Channels;

    /// <summary>The pictures in the batch.</summary>
    public int Images;

    /// <summary>The three axes.</summary>
    public WindowAxis DepthAxis;

    /// <inheritdoc cref="DepthAxis"/>
    public WindowAxis RowAxis;

    /// <inheritdoc cref="DepthAxis"/>
    public WindowAxis ColumnAxis;

    /// <summary>Pixels of a target picture.</summary>
    public Extent TargetSize;

    /// <summary>Pictures taken together in a block; more than 1 only for small pictures.</summary>
    public int ImagesInBlock;

    /// <summary>Depth slices in a block.</summary>
    public int SlicesInBlock;

    /// <summary>Rows in a block.</summary>
    public int RowsInBlock;

    /// <summary>True when no window leaves the picture, so the source is read in place.</summary>
    public bool InPlace;

    /// <summary>Pixels of the memory in which the windows lie: a block's scratch, or a source picture.</summary>
    public Extent WindowSize;

    /// <summary>Blocks in all.</summary>
    public readonly int Blocks => ImageGroups * SliceGroups * RowGroups;

    /// <summary>The most target pixels of a block.</summary>
    public readonly int MostPixels => ImagesInBlock * SlicesInBlock * RowsInBlock * ColumnAxis.Count;

    /// <summary>True when the taps of a row of the kernel are neighbours in memory.</summary>
    public readonly bool RowTapsAdjoin => ColumnAxis.Taps.Step == 1 || ColumnAxis.Taps.Count == 1;

    /// <summary>Contiguous runs of memory that a target pixel reads.</summary>
    public readonly int SegmentCount =>
        DepthAxis.Taps.Count * RowAxis.Taps.Count * (RowTapsAdjoin ? 1 : ColumnAxis.Taps.Count);

    /// <summary>Floats of a contiguous run.</summary>
    public readonly int SegmentLength => (RowTapsAdjoin ? ColumnAxis.Taps.Count : 1) * Channels;

    /// <summary>True when there are target pixels and weights that reach them.</summary>
    public readonly bool Reaches =>
        DepthAxis.Count > 0 && RowAxis.Count > 0 && ColumnAxis.Count > 0 && SegmentCount > 0 && SegmentLength > 0;

    private readonly int ImageGroups => (Images + ImagesInBlock - 1) / ImagesInBlock;

    private readonly int SliceGroups => (DepthAxis.Count + SlicesInBlock - 1) / SlicesInBlock;

    private readonly int RowGroups => (RowAxis.Count + RowsInBlock - 1) / RowsInBlock;

    /// <summary>The pass of a forward convolution over its input.</summary>
    public static WindowPass Forward(in ConvolutionSizes sizes, float* source)
    {
        var output = sizes.Output;
        var (kernel, stride, dilation, padding) = (sizes.Kernel, sizes.Stride, sizes.Dilation, sizes.PaddingBefore);
        var pass = new WindowPass
        {
            Source = source,
            SourceSize = sizes.Input,
            Channels = sizes.ChannelsIn,
            Images = sizes.Images,
            TargetSize = output,
            DepthAxis = WindowAxis.Forward(output.Depth, kernel.Depth, stride.Depth, dilation.Depth, padding.Depth),
            RowAxis = WindowAxis.Forward(output.Rows, kernel.Rows, stride.Rows, dilation.Rows, padding.Rows),
            ColumnAxis = WindowAxis.Forward(
                output.Columns,
                kernel.Columns,
                stride.Columns,
                dilation.Columns,
                padding.Columns
            ),
        };
        pass.Divide();
        return pass;
    }

    /// <summary>The pass of an input gradient over the output's gradient, for the input pixels of a residue class.</summary>
    public static WindowPass Backward(in ConvolutionSizes sizes, float* source, Extent residue)
    {
        var (input, kernel, stride, dilation, padding) = (
            sizes.Input,
            sizes.Kernel,
            sizes.Stride,
            sizes.Dilation,
            sizes.PaddingBefore
        );
        var pass = new WindowPass
        {
            Source = source,
            SourceSize = sizes.Output,
            Channels = sizes.ChannelsOut,
            Images = sizes.Images,
            TargetSize = input,
            DepthAxis = WindowAxis.Backward(
                input.Depth,
                kernel.Depth,
                stride.Depth,
                dilation.Depth,
                padding.Depth,
                residue.Depth
            ),
            RowAxis = WindowAxis.Backward(
                input.Rows,
                kernel.Rows,
                stride.Rows,
                dilation.Rows,
                padding.Rows,
                residue.Rows
            ),
            ColumnAxis = WindowAxis.Backward(
                input.Columns,
                kernel.Columns,
                stride.Columns,
                dilation.Columns,
                padding.Columns,
                residue.Columns
            ),
        };
        pass.Divide();
        return pass;
    }

    /// <summary>Writes where, after a pixel's origin, each contiguous run begins.</summary>
    public readonly void WriteSegments(nint* segments)
    {
        var columnTaps = RowTapsAdjoin ? 1 : ColumnAxis.Taps.Count;
        for (var z = 0; z < DepthAxis.Taps.Count; z++)
        {
            for (var y = 0; y < RowAxis.Taps.Count; y++)
            {
                for (var x = 0; x < columnTaps; x++)
                {
                    var pixel = WindowSize.IndexOf(
                        z * DepthAxis.Taps.Step,
                        y * RowAxis.Taps.Step,
                        x * ColumnAxis.Taps.Step
                    );
                    *segments++ = pixel * Channels;
                }
            }
        }
    }

    /// <summary>Makes a block's windows readable and says where they are and which target pixels belong to it.</summary>
    public readonly WindowBlock Open(int block)
    {
        var image = block / (SliceGroups * RowGroups) * ImagesInBlock;
        var slice = block / RowGroups % SliceGroups * SlicesInBlock;
        var row = block % RowGroups * RowsInBlock;
        var opened = new WindowBlock
        {
            Image = image,
            Slice = slice,
            Row = row,
            Images = Math.Min(ImagesInBlock, Images - image),
            Slices = Math.Min(SlicesInBlock, DepthAxis.Count - slice),
            Rows = Math.Min(RowsInBlock, RowAxis.Count - row),
        };
        var first = new Extent(
            DepthAxis.Origin + slice * DepthAxis.Step,
            RowAxis.Origin + row * RowAxis.Step,
            ColumnAxis.Origin
        );
        if (InPlace)
        {
            var pixel = (nint)image * SourceSize.Volume + SourceSize.IndexOf(first.Depth, first.Rows, first.Columns);
            opened.Windows = Source + pixel * Channels;
            return opened;
        }

        var floats = (nint)WindowSize.Volume * Channels;
        opened.Windows = Scratch.Floats(ScratchUse.BlockWindow, ImagesInBlock * floats);
        for (var i = 0; i < opened.Images; i++)
        {
            CopyWindow(image + i, first, opened.Windows + i * floats);
        }

        return opened;
    }

    /// <summary>
    /// Writes the offsets of the block's target pixels in the windows and, times <paramref name="targetChannels"/>, in the
    /// target, both repeated at the end up to <paramref name="whole"/>.
    /// </summary>
    /// <returns>How many pixels there are.</returns>
    public readonly int WriteRows(in WindowBlock block, int targetChannels, nint* sources, nint* targets, int whole)
    {
        var count = 0;
        for (var i = 0; i < block.Images; i++)
        {
            for (var z = 0; z < block.Slices; z++)
            {
                for (var y = 0; y < block.Rows; y++)
                {
                    var source =
                        ((nint)i * WindowSize.Volume + WindowSize.IndexOf(z * DepthAxis.Step, y * RowAxis.Step, 0))
                        * Channels;
                    var target = TargetOffset(block.Image + i, block.Slice + z, block.Row + y) * targetChannels;
                    for (var x = 0; x < ColumnAxis.Count; x++)
                    {
                        sources[count] = source;
                        targets[count++] = target;
                        source += (nint)ColumnAxis.Step * Channels;
                        target += (nint)ColumnAxis.TargetStep * targetChannels;
                    }
                }
            }
        }

        var end = (count + whole - 1) / whole * whole;
        for (var i = count; i < end; i++)
        {
            sources[i] = sources[count - 1];
            targets[i] = targets[count - 1];
        }

        return count;
    }

    /// <summary>Writes the offsets in the windows at which the block's rows of pixels begin.</summary>
    /// <returns>How many rows there are.</returns>
    public readonly int WriteRowStarts(in WindowBlock block, nint* starts)
    {
        var count = 0;
        for (var i = 0; i < block.Images; i++)
        {
            for (var z = 0; z < block.Slices; z++)
            {
                for (var y = 0; y < block.Rows; y++)
                {
                    var pixel = WindowSize.IndexOf(z * DepthAxis.Step, y * RowAxis.Step, 0);
                    starts[count++] = ((nint)i * WindowSize.Volume + pixel) * Channels;
                }
            }
        }

        return count;
    }

    /// <summary>The number, in the whole batch, of the first target pixel of a row.</summary>
    public readonly nint TargetOffset(int image, int slice, int row) =>
        (nint)image * TargetSize.Volume
        + TargetSize.IndexOf(
            DepthAxis.TargetFirst + slice * DepthAxis.TargetStep,
            RowAxis.TargetFirst + row * RowAxis.TargetStep,
            ColumnAxis.TargetFirst
        );

    private static bool StaysInside(in WindowAxis axis, int size) =>
        axis.Origin >= 0 && axis.Origin + (axis.Count - 1) * axis.Step + axis.Taps.Reach <= size;

    private static int WindowAlong(in WindowAxis axis, int count) => (count - 1) * axis.Step + axis.Taps.Reach;

    private void Divide()
    {
        if (!Reaches)
        {
            return;
        }

        InPlace =
            StaysInside(in DepthAxis, SourceSize.Depth)
            && StaysInside(in RowAxis, SourceSize.Rows)
            && StaysInside(in ColumnAxis, SourceSize.Columns);
        var pixels = DepthAxis.Count * RowAxis.Count * ColumnAxis.Count;
        var whole = pixels <= PixelsInBlock;
        ImagesInBlock = whole ? Math.Min(PixelsInBlock / pixels, Images) : 1;
        SlicesInBlock = whole ? DepthAxis.Count : 1;
        RowsInBlock = whole ? RowAxis.Count : Math.Clamp(PixelsInBlock / ColumnAxis.Count, 1, RowAxis.Count);
        WindowSize = InPlace ? SourceSize : ScratchSize();
        while (!InPlace && (long)WindowSize.Volume * Channels * ImagesInBlock > MostWindowFloats && Halve())
        {
            WindowSize = ScratchSize();
        }

        // Blocks of one size, so that the last one is not a small rest.
        ImagesInBlock = (Images + ImageGroups - 1) / ImageGroups;
    }

    private readonly Extent ScratchSize() =>
        new(
            WindowAlong(in DepthAxis, SlicesInBlock),
            WindowAlong(in RowAxis, RowsInBlock),
            WindowAlong(in ColumnAxis, ColumnAxis.Count)
        );

    private bool Halve()
    {
        if (ImagesInBlock > 1)
        {
            ImagesInBlock /= 2;
            return true;
        }

        if (SlicesInBlock > 1)
        {
            SlicesInBlock /= 2;
            return true;
        }

        if (RowsInBlock > 1)
        {
            RowsInBlock /= 2;
            return true;
        }

        return false;
    }

    private readonly void CopyWindow(int image, Extent first, float* target)
    {
        var source = Source + (nint)image * SourceSize.Volume * Channels;
        var before = Math.Clamp(-first.Columns, 0, WindowSize.Columns);
        var end = Math.Clamp(SourceSize.Columns - first.Columns, before, WindowSize.Columns);
        var rowFloats = WindowSize.Columns * Channels;
        for (var z = 0; z < WindowSize.Depth; z++)
        {
            for (var y = 0; y < WindowSize.Rows; y++, target += rowFloats)
            {
                var row = new Span<float>(target, rowFloats);
                var (slice, line) = (first.Depth + z, first.Rows + y);
                if ((uint)slice >= (uint)SourceSize.Depth || (uint)line >= (uint)SourceSize.Rows || before == end)
                {
                    row.Clear();
                    continue;
                }

                var pixel = SourceSize.IndexOf(slice, line, first.Columns + before);
                row[..(before * Channels)].Clear();
                new ReadOnlySpan<float>(source + pixel * Channels, (end - before) * Channels).CopyTo(
                    row[(before * Channels)..]
                );
                row[(end * Channels)..].Clear();
            }
        }
    }
}
