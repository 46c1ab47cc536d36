using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The weight gradient of a depthwise convolution: the input correlated with the output's gradient, which takes the part of
/// the kernel while the weights take the part of the pixels. Blocks are registers of channels and ranges of pictures; their
/// partial results are added in order.
/// </summary>
internal readonly unsafe struct DepthwiseWeightGradient : IWideKernel<ConvolutionCall>
{
    private const int FewestBlocks = 32;

    /// <summary>The call's weights (+)= sum over pixels of window * output gradient.</summary>
    public static void Run<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        var work = new Blocks<TVector, TLanes>
        {
            Sizes = sizes,
            Input = call.Input,
            OutputGradient = call.Output,
            Output = sizes.Output,
            Groups = (sizes.ChannelsIn + TLanes.Count - 1) / TLanes.Count,
            WindowColumns = (sizes.Output.Columns - 1) * sizes.Stride.Columns + sizes.Reach.Columns,
        };
        work.Bands = DepthwiseBands.Cut(
            sizes.Images,
            work.Output,
            sizes.Kernel.Volume,
            sizes.Reach.Rows,
            sizes.Stride.Rows,
            work.WindowColumns * TLanes.Count
        );
        var parts = Math.Min(work.Bands.Blocks, (FewestBlocks + work.Groups - 1) / work.Groups);
        work.BandsInPart = (work.Bands.Bands + parts - 1) / parts;
        parts = (work.Bands.Bands + work.BandsInPart - 1) / work.BandsInPart;
        work.Partials = Scratch.Floats(ScratchUse.CallPartials, (long)parts * sizes.Kernel.Volume * sizes.ChannelsIn);
        team.For(parts * work.Groups, in work);
        PartialSums.Add(
            team,
            work.Partials,
            parts,
            sizes.Kernel.Volume,
            sizes.ChannelsIn,
            call.Weights,
            sizes.ChannelsIn,
            call.Accumulate
        );
    }

    private struct Blocks<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public ConvolutionSizes Sizes;
        public float* Input;
        public float* OutputGradient;
        public Extent Output;
        public float* Partials;
        public int Groups;
        public int WindowColumns;
        public DepthwiseBands Bands;
        public int BandsInPart;

        public readonly void Run(int block)
        {
            var channel = block % Groups * TLanes.Count;
            var used = Math.Min(TLanes.Count, Sizes.ChannelsIn - channel);
            var part = block / Groups;
            var taps = Sizes.Kernel.Volume;
            var sums = Scratch.Floats(ScratchUse.BlockWeights, (long)taps * TLanes.Count);
            new Span<float>(sums, taps * TLanes.Count).Clear();
            var end = Math.Min((part + 1) * BandsInPart, Bands.Bands);
            for (var band = part * BandsInPart; band < end; band++)
            {
                AddBand(band, channel, used, sums);
            }

            var target = Partials + (nint)part * taps * Sizes.ChannelsIn + channel;
            DepthwiseWindow.CopyBack(sums, TLanes.Count, taps, target, Sizes.ChannelsIn, used);
        }

        private readonly void AddBand(int band, int channel, int used, float* sums)
        {
            var image = band / Bands.BandsInPicture;
            var row = band % Bands.BandsInPicture * Bands.RowsInBand;
            var rows = Math.Min(Bands.RowsInBand, Output.Rows - row);
            var windowRows = (rows - 1) * Sizes.Stride.Rows + Sizes.Reach.Rows;
            var window = Scratch.Floats(ScratchUse.BlockWindow, (long)windowRows * WindowColumns * TLanes.Count);
            DepthwiseWindow.Copy<TVector, TLanes>(
                Input + (nint)image * Sizes.Input.Volume * Sizes.ChannelsIn + channel,
                Sizes.Input,
                Sizes.ChannelsIn,
                used,
                row * Sizes.Stride.Rows - Sizes.PaddingBefore.Rows,
                -Sizes.PaddingBefore.Columns,
                windowRows,
                WindowColumns,
                1,
                1,
                window
            );
            var gradient = Scratch.Floats(ScratchUse.BlockOutputs, (long)rows * Output.Columns * TLanes.Count);
            DepthwiseWindow.Copy<TVector, TLanes>(
                OutputGradient + (nint)image * Output.Volume * Sizes.ChannelsIn + channel,
                Output,
                Sizes.ChannelsIn,
                used,
                row,
                0,
                rows,
                Output.Columns,
                1,
                1,
                gradient
            );
            var rowFloats = (nint)WindowColumns * TLanes.Count;
            var plane = new DepthwisePlane
            {
                Source = window,
                PixelStep = (nint)Sizes.Dilation.Columns * TLanes.Count,
                RowStep = Sizes.Dilation.Rows * rowFloats,
                TapStep = (nint)Sizes.Stride.Columns * TLanes.Count,
                TapRowStep = Sizes.Stride.Rows * rowFloats,
                TapRows = rows,
                TapColumns = Output.Columns,
                Weights = gradient,
                Target = sums,
                TargetStep = TLanes.Count,
                Rows = Sizes.Kernel.Rows,
                Columns = Sizes.Kernel.Columns,
            };
            plane.Run<TVector, TLanes>();
        }
    }
}
