using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The weight gradient of a convolution: windows transposed times the output's gradient, a sum over all pixels. The rows of
/// the product are the weights (tap and channel), its common axis the pixels. A block takes a range of pixels and of output
/// channels and keeps a partial result; the partial results are added in order.
/// </summary>
internal static unsafe class ConvolutionWeightGradient
{
    private const int ColumnsInBlock = 128;
    private const int MostBlocks = 16;
    private const long MostPartialFloats = 1 << 22;

    /// <summary>weightGradient (+)= sum over pixels of window * output gradient.</summary>
    public static void Run<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        var pass = WindowPass.Forward(in sizes, call.Input);
        var cells = (long)sizes.Depth * sizes.ChannelsOut;
        var groups = (sizes.ChannelsOut + ColumnsInBlock - 1) / ColumnsInBlock;
        var parts = (int)Math.Min(pass.Blocks, Math.Min(MostBlocks / groups, MostPartialFloats / cells));
        parts = Math.Max(parts, 1);
        var blocksInPart = (pass.Blocks + parts - 1) / parts;
        parts = (pass.Blocks + blocksInPart - 1) / blocksInPart;
        var work = new Blocks<TVector, TLanes>
        {
            Pass = pass,
            OutputGradient = call.Output,
            ChannelsOut = sizes.ChannelsOut,
            Rows = sizes.Depth,
            Groups = groups,
            BlocksInPart = blocksInPart,
            Offsets = RowOffsets<TVector, TLanes>(in pass, in sizes),
            Target = call.Weights,
            Accumulate = call.Accumulate,
        };
        if (parts > 1)
        {
            work.Target = Scratch.Floats(ScratchUse.CallPartials, parts * cells);
            work.PartStride = (nint)cells;
            work.Accumulate = false;
        }

        team.For(parts * groups, in work);
        if (parts > 1)
        {
            PartialSums.Add(
                team,
                work.Target,
                parts,
                sizes.Depth,
                sizes.ChannelsOut,
                call.Weights,
                sizes.ChannelsOut,
                call.Accumulate
            );
        }
    }

    // Where each weight's input lies after a pixel's origin, and the weight itself in the result.
    private static nint* RowOffsets<TVector, TLanes>(in WindowPass pass, in ConvolutionSizes sizes)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var whole = PanelProduct.WholeTiles<TVector, TLanes>(sizes.Depth);
        var offsets = Scratch.Offsets(ScratchUse.CallOffsets, 2L * whole + pass.SegmentCount);
        var segments = offsets + 2 * whole;
        pass.WriteSegments(segments);
        for (var i = 0; i < whole; i++)
        {
            var row = Math.Min(i, sizes.Depth - 1);
            offsets[i] = segments[row / pass.SegmentLength] + row % pass.SegmentLength;
            offsets[whole + i] = (nint)row * sizes.ChannelsOut;
        }

        return offsets;
    }

    private struct Blocks<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public WindowPass Pass;
        public float* OutputGradient;
        public int ChannelsOut;
        public int Rows;
        public int Groups;
        public int BlocksInPart;
        public nint* Offsets;
        public float* Target;
        public nint PartStride;
        public bool Accumulate;

        public readonly void Run(int block)
        {
            var part = block / Groups;
            var column = block % Groups * ColumnsInBlock;
            var end = Math.Min((part + 1) * BlocksInPart, Pass.Blocks);
            var job = new PanelJob
            {
                LeftRows = Offsets,
                LeftStep = (nint)Pass.ColumnAxis.Step * Pass.Channels,
                SegmentLength = Pass.ColumnAxis.Count,
                Segments = Scratch.Offsets(ScratchUse.BlockOffsets, Pass.MostPixels),
                PanelStep = PanelProduct.PanelWidth<TVector, TLanes>(),
                Target = Target + part * PartStride + column,
                TargetRows = Offsets + PanelProduct.WholeTiles<TVector, TLanes>(Rows),
                Rows = Rows,
                Columns = Math.Min(ColumnsInBlock, ChannelsOut - column),
                Accumulate = Accumulate,
            };
            for (var window = part * BlocksInPart; window < end; window++)
            {
                var opened = Pass.Open(window);
                job.Left = opened.Windows;
                job.SegmentCount = Pass.WriteRowStarts(in opened, job.Segments);
                Pack(ref job, in opened, column);
                PanelProduct.Run<TVector, TLanes>(in job);
                job.Accumulate = true;
            }
        }

        // A block's pixels are neighbours in the output's gradient: whole pictures, or rows of one slice.
        private readonly void Pack(ref PanelJob job, in WindowBlock opened, int column)
        {
            var width = (int)job.PanelStep;
            var pixels = job.SegmentCount * job.SegmentLength;
            var first =
                OutputGradient + Pass.TargetOffset(opened.Image, opened.Slice, opened.Row) * ChannelsOut + column;
            if (ChannelsOut == width)
            {
                job.Panels = first;
                return;
            }

            var panels = (job.Columns + width - 1) / width;
            job.PanelStride = (nint)width * pixels;
            job.Panels = Scratch.Floats(ScratchUse.BlockPanels, panels * job.PanelStride);
            for (var panel = 0; panel < panels; panel++)
            {
                Panels.Pack<TVector, TLanes>(
                    first + panel * width,
                    ChannelsOut,
                    1,
                    pixels,
                    Math.Min(width, job.Columns - panel * width),
                    job.Panels + panel * job.PanelStride
                );
            }
        }
    }
}
