using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>The two directions of a convolution that write pixels: the output, and the input's gradient.</summary>
internal static unsafe class ConvolutionProduct
{
    /// <summary>Where the pictures give fewer blocks, the target channels are cut as well.</summary>
    private const int FewestBlocks = 8;

    /// <summary>output = windows of the input times the weights, plus a bias or nothing.</summary>
    public static void Forward<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        var pass = WindowPass.Forward(in sizes, call.Input);
        var matrix = new TapMatrix
        {
            Weights = call.Weights,
            KernelSize = sizes.Kernel,
            Steps = sizes.ChannelsIn,
            StepStride = sizes.ChannelsOut,
            ColumnStride = 1,
            Columns = sizes.ChannelsOut,
        };
        Run<TVector, TLanes>(team, in pass, in matrix, call.Bias, call.Output, accumulate: false, call.Epilogue);
    }

    /// <summary>
    /// inputGradient (+)= windows of the output's gradient times the mirrored weights; with a stride, one pass for each
    /// residue class of input pixels, which meets only the weights that reach it.
    /// </summary>
    public static void InputGradient<TVector, TLanes>(Workers team, in ConvolutionCall call)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var sizes = call.Sizes;
        var matrix = new TapMatrix
        {
            Weights = call.Weights,
            KernelSize = sizes.Kernel,
            Steps = sizes.ChannelsOut,
            StepStride = 1,
            ColumnStride = sizes.ChannelsOut,
            Columns = sizes.ChannelsIn,
        };
        var stride = sizes.Stride;
        if (stride != Extent.One && !call.Accumulate)
        {
            var count = (nint)sizes.Images * sizes.Input.Volume * sizes.ChannelsIn;
            System.Runtime.InteropServices.NativeMemory.Clear(call.Input, (nuint)count * sizeof(float));
        }

        for (var residue = 0; residue < stride.Volume; residue++)
        {
            var along = new Extent(
                residue / (stride.Rows * stride.Columns),
                residue / stride.Columns % stride.Rows,
                residue % stride.Columns
            );
            var pass = WindowPass.Backward(in sizes, call.Output, along);
            if (pass.Reaches)
            {
                Run<TVector, TLanes>(team, in pass, in matrix, null, call.Input, call.Accumulate, default);
            }
        }
    }

    private static void Run<TVector, TLanes>(
        Workers team,
        in WindowPass pass,
        in TapMatrix matrix,
        float* bias,
        float* target,
        bool accumulate,
        Epilogue epilogue
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var width = PanelProduct.PanelWidth<TVector, TLanes>();
        var panels = (matrix.Columns + width - 1) / width;
        var groups = Math.Min(panels, (FewestBlocks + pass.Blocks - 1) / pass.Blocks);
        var panelsInBlock = (panels + groups - 1) / groups;
        if (panelsInBlock * width % Epilogue.Lanes != 0)
        {
            panelsInBlock++;
        }

        var depth = pass.SegmentCount * pass.SegmentLength;
        var packing = new Packing<TVector, TLanes>
        {
            Pass = pass,
            Matrix = matrix,
            Target = Scratch.Floats(ScratchUse.CallPanels, (long)panels * width * depth),
        };
        team.For(panels, in packing);

        var segments = Scratch.Offsets(ScratchUse.CallOffsets, pass.SegmentCount);
        pass.WriteSegments(segments);
        var work = new Blocks<TVector, TLanes>
        {
            Pass = pass,
            Segments = segments,
            Panels = packing.Target,
            PanelsInBlock = panelsInBlock,
            Columns = matrix.Columns,
            Bias = CallBias.Pad(bias, matrix.Columns, panels * width),
            Target = target,
            Accumulate = accumulate,
            Epilogue = epilogue,
        };
        team.For(pass.Blocks * ((panels + panelsInBlock - 1) / panelsInBlock), in work);
    }

    private struct Packing<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public WindowPass Pass;
        public TapMatrix Matrix;
        public float* Target;

        public readonly void Run(int block)
        {
            var width = PanelProduct.PanelWidth<TVector, TLanes>();
            var depth = (nint)Pass.SegmentCount * Pass.SegmentLength;
            var target = Target + block * width * depth;
            Matrix.PackPanel<TVector, TLanes>(in Pass, block * width, target);
        }
    }

    private struct Blocks<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public WindowPass Pass;
        public nint* Segments;
        public float* Panels;
        public int PanelsInBlock;
        public int Columns;
        public float* Bias;
        public float* Target;
        public bool Accumulate;
        public Epilogue Epilogue;

        public readonly void Run(int block)
        {
            var width = PanelProduct.PanelWidth<TVector, TLanes>();
            var panelStride = (nint)width * Pass.SegmentCount * Pass.SegmentLength;
            var firstPanel = block / Pass.Blocks * PanelsInBlock;
            var column = firstPanel * width;
            var most = PanelProduct.WholeTiles<TVector, TLanes>(Pass.MostPixels);
            var rows = Scratch.Offsets(ScratchUse.BlockOffsets, 2L * most);
            var opened = Pass.Open(block % Pass.Blocks);
            var count = Pass.WriteRows(in opened, Columns, rows, rows + most, TLanes.TileRows);
            var job = new PanelJob
            {
                Left = opened.Windows,
                LeftRows = rows,
                LeftStep = 1,
                Segments = Segments,
                SegmentCount = Pass.SegmentCount,
                SegmentLength = Pass.SegmentLength,
                Panels = Panels + firstPanel * panelStride,
                PanelStride = panelStride,
                PanelStep = width,
                Target = Target + column,
                TargetRows = rows + most,
                Rows = count,
                Columns = Math.Min(PanelsInBlock * width, Columns - column),
                Bias = Bias == null ? null : Bias + column,
                Accumulate = Accumulate,
            };
            PanelProduct.Run<TVector, TLanes>(in job);
            if (!Epilogue.IsNone)
            {
                var first = Pass.TargetOffset(opened.Image, opened.Slice, opened.Row);
                Epilogue.Run(new EpilogueBlock(block % Pass.Blocks, first, count, column, job.Columns));
            }
        }
    }
}
