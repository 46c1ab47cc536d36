using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The two directions of a depthwise convolution that write pixels. The input's gradient is the convolution of the output's
/// gradient with the mirrored kernel; a stride spreads the output's gradient apart with zeros.
/// </summary>
internal static unsafe class DepthwiseProduct
{
    /// <summary>output = input convolved with weights, plus a bias or nothing.</summary>
    public static void Forward<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        var work = new Blocks<TVector, TLanes>
        {
            Source = call.Input,
            SourceSize = sizes.Input,
            Target = call.Output,
            TargetSize = sizes.Output,
            FirstRow = -sizes.PaddingBefore.Rows,
            FirstColumn = -sizes.PaddingBefore.Columns,
            RowStep = sizes.Stride.Rows,
            ColumnStep = sizes.Stride.Columns,
            SpreadRows = 1,
            SpreadColumns = 1,
            Bias = call.Bias,
            Epilogue = call.Epilogue,
        };
        Run(team, in sizes, call.Weights, ref work);
    }

    /// <summary>inputGradient (+)= the output's gradient convolved with the mirrored weights.</summary>
    public static void InputGradient<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        var work = new Blocks<TVector, TLanes>
        {
            Source = call.Output,
            SourceSize = sizes.Output,
            Target = call.Input,
            TargetSize = sizes.Input,
            FirstRow = sizes.PaddingBefore.Rows - sizes.Reach.Rows + 1,
            FirstColumn = sizes.PaddingBefore.Columns - sizes.Reach.Columns + 1,
            RowStep = 1,
            ColumnStep = 1,
            SpreadRows = sizes.Stride.Rows,
            SpreadColumns = sizes.Stride.Columns,
            Mirrored = true,
            Accumulate = call.Accumulate,
        };
        Run(team, in sizes, call.Weights, ref work);
    }

    /// <summary>Slots that a forward epilogue writes.</summary>
    public static int Slots(in ConvolutionSizes sizes, int lanes)
    {
        var output = sizes.Output;
        var windowColumns = (output.Columns - 1) * sizes.Stride.Columns + sizes.Reach.Columns;
        return Cut(in sizes, output, sizes.Stride.Rows, windowColumns * lanes).Bands;
    }

    private static void Run<TVector, TLanes>(
        Workers team,
        in ConvolutionSizes sizes,
        float* weights,
        ref Blocks<TVector, TLanes> work
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        work.Sizes = sizes;
        work.Weights = weights;
        work.Groups = (sizes.ChannelsIn + TLanes.Count - 1) / TLanes.Count;
        work.WindowColumns = (work.TargetSize.Columns - 1) * work.ColumnStep + sizes.Reach.Columns;
        work.Bands = Cut(in sizes, work.TargetSize, work.RowStep, work.WindowColumns * TLanes.Count);
        team.For(work.Bands.Blocks * work.Groups, in work);
        if (!work.Epilogue.IsNone && TLanes.Count % Epilogue.Lanes != 0)
        {
            team.For(work.Bands.Bands, new WholeBands<TVector, TLanes>(work));
        }
    }

    private static DepthwiseBands Cut(in ConvolutionSizes sizes, Extent target, int rowStep, int windowRowFloats) =>
        DepthwiseBands.Cut(sizes.Images, target, sizes.Kernel.Volume, sizes.Reach.Rows, rowStep, windowRowFloats);

    /// <summary>The epilogue after all, for registers that are narrower than it works on.</summary>
    private readonly struct WholeBands<TVector, TLanes>(Blocks<TVector, TLanes> work) : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public void Run(int block) => work.RunEpilogue(block, 0, work.Sizes.ChannelsIn);
    }

    private struct Blocks<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public ConvolutionSizes Sizes;
        public float* Source;
        public Extent SourceSize;
        public float* Target;
        public Extent TargetSize;
        public int FirstRow;
        public int FirstColumn;
        public int RowStep;
        public int ColumnStep;
        public int SpreadRows;
        public int SpreadColumns;
        public float* Weights;
        public float* Bias;
        public Epilogue Epilogue;
        public bool Mirrored;
        public bool Accumulate;
        public int Groups;
        public int WindowColumns;
        public DepthwiseBands Bands;

        public readonly void Run(int block)
        {
            var channel = block % Groups * TLanes.Count;
            var used = Math.Min(TLanes.Count, Sizes.ChannelsIn - channel);
            var taps = Sizes.Kernel.Volume;
            var weights = Scratch.Floats(ScratchUse.BlockWeights, (taps + 1L) * TLanes.Count);
            GatherWeights(weights, channel, used);
            GatherBias(weights + taps * TLanes.Count, channel, used);
            var first = block / Groups * Bands.BandsInBlock;
            var end = Math.Min(first + Bands.BandsInBlock, Bands.Bands);
            for (var band = first; band < end; band++)
            {
                RunBand(band, channel, used, weights);
                if (!Epilogue.IsNone && TLanes.Count % Kernels.Epilogue.Lanes == 0)
                {
                    RunEpilogue(band, channel, used);
                }
            }
        }

        public readonly void RunEpilogue(int band, int channel, int channels)
        {
            var row = band % Bands.BandsInPicture * Bands.RowsInBand;
            var rows = Math.Min(Bands.RowsInBand, TargetSize.Rows - row);
            var first = (nint)(band / Bands.BandsInPicture) * TargetSize.Volume + (nint)row * TargetSize.Columns;
            Epilogue.Run(new EpilogueBlock(band, first, rows * TargetSize.Columns, channel, channels));
        }

        private readonly void GatherWeights(float* target, int channel, int used)
        {
            var taps = Sizes.Kernel.Volume;
            for (var tap = 0; tap < taps; tap++, target += TLanes.Count)
            {
                var source = Weights + (nint)(Mirrored ? taps - 1 - tap : tap) * Sizes.ChannelsIn + channel;
                Gather(source, target, used);
            }
        }

        private readonly void GatherBias(float* target, int channel, int used)
        {
            Gather(Bias == null ? target : Bias + channel, target, Bias == null ? 0 : used);
        }

        private static void Gather(float* source, float* target, int used)
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                target[lane] = lane < used ? source[lane] : 0;
            }
        }

        private readonly void RunBand(int band, int channel, int used, float* weights)
        {
            var image = band / Bands.BandsInPicture;
            var row = band % Bands.BandsInPicture * Bands.RowsInBand;
            var rows = Math.Min(Bands.RowsInBand, TargetSize.Rows - row);
            var windowRows = (rows - 1) * RowStep + Sizes.Reach.Rows;
            var window = Scratch.Floats(ScratchUse.BlockWindow, (long)windowRows * WindowColumns * TLanes.Count);
            DepthwiseWindow.Copy<TVector, TLanes>(
                Source + (nint)image * SourceSize.Volume * Sizes.ChannelsIn + channel,
                SourceSize,
                Sizes.ChannelsIn,
                used,
                FirstRow + row * RowStep,
                FirstColumn,
                windowRows,
                WindowColumns,
                SpreadRows,
                SpreadColumns,
                window
            );
            var rowFloats = (nint)WindowColumns * TLanes.Count;
            var plane = new DepthwisePlane
            {
                Source = window,
                PixelStep = (nint)ColumnStep * TLanes.Count,
                RowStep = RowStep * rowFloats,
                TapStep = (nint)Sizes.Dilation.Columns * TLanes.Count,
                TapRowStep = Sizes.Dilation.Rows * rowFloats,
                TapRows = Sizes.Kernel.Rows,
                TapColumns = Sizes.Kernel.Columns,
                Weights = weights,
                Start = Accumulate ? null : weights + Sizes.Kernel.Volume * TLanes.Count,
                Rows = rows,
                Columns = TargetSize.Columns,
            };
            var pixel = (nint)image * TargetSize.Volume + (nint)row * TargetSize.Columns;
            RunPlane(ref plane, Target + pixel * Sizes.ChannelsIn + channel, used);
        }

        // A register with channels that do not exist is computed aside.
        private readonly void RunPlane(ref DepthwisePlane plane, float* target, int used)
        {
            plane.Target = target;
            plane.TargetStep = Sizes.ChannelsIn;
            if (used == TLanes.Count)
            {
                plane.Run<TVector, TLanes>();
                return;
            }

            var pixels = plane.Rows * plane.Columns;
            plane.Target = Scratch.Floats(ScratchUse.BlockOutputs, (long)pixels * TLanes.Count);
            plane.TargetStep = TLanes.Count;
            if (Accumulate)
            {
                var size = new Extent(1, plane.Rows, plane.Columns);
                DepthwiseWindow.Copy<TVector, TLanes>(
                    target,
                    size,
                    Sizes.ChannelsIn,
                    used,
                    0,
                    0,
                    size.Rows,
                    size.Columns,
                    1,
                    1,
                    plane.Target
                );
            }

            plane.Run<TVector, TLanes>();
            DepthwiseWindow.CopyBack(plane.Target, TLanes.Count, pixels, target, Sizes.ChannelsIn, used);
        }
    }
}
