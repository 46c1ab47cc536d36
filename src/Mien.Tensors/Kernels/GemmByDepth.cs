using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The product whose common axis is long and whose result is small, as in the gradient of a weight. A block takes a range
/// of the common axis and of the columns, packs its own piece of the right matrix, and adds up a partial result.
/// </summary>
internal static unsafe class GemmByDepth
{
    private const int FewestSteps = 512;
    private const int StepsPacked = 256;
    private const int ColumnsInBlock = 128;
    private const int MostBlocks = 16;
    private const long MostPartialFloats = 1 << 22;

    /// <summary>True when the common axis is long enough to be cut.</summary>
    public static bool Suits(in GemmProduct product) =>
        product.Depth >= 2 * FewestSteps && product.Depth >= 2 * product.Rows;

    /// <summary>Computes the product.</summary>
    public static void Run<TVector, TLanes>(Workers team, in GemmProduct product)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var groups = (product.Columns + ColumnsInBlock - 1) / ColumnsInBlock;
        var cells = (long)product.Rows * product.Columns;
        var parts = (int)
            Math.Min(product.Depth / FewestSteps, Math.Min(MostBlocks / groups, MostPartialFloats / cells));
        parts = Math.Max(parts, 1);
        var stepsInPart = (product.Depth + parts - 1) / parts;
        parts = (product.Depth + stepsInPart - 1) / stepsInPart;
        var work = new Blocks<TVector, TLanes>
        {
            Product = product,
            Groups = groups,
            StepsInPart = stepsInPart,
            Offsets = RowOffsets<TVector, TLanes>(in product),
        };
        if (parts > 1)
        {
            work.Product.Target = Scratch.Floats(ScratchUse.CallPartials, parts * cells);
            work.Product.TargetStride = product.Columns;
            work.Product.Accumulate = false;
            work.PartStride = (nint)cells;
        }

        RowTargets<TVector, TLanes>(in work.Product, work.Offsets);
        team.For(parts * groups, in work);
        if (parts > 1)
        {
            PartialSums.Add(
                team,
                work.Product.Target,
                parts,
                product.Rows,
                product.Columns,
                product.Target,
                product.TargetStride,
                product.Accumulate
            );
        }
    }

    private static nint* RowOffsets<TVector, TLanes>(in GemmProduct product)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var rows = PanelProduct.WholeTiles<TVector, TLanes>(product.Rows);
        var offsets = Scratch.Offsets(ScratchUse.CallOffsets, 2L * rows);
        for (var i = 0; i < rows; i++)
        {
            offsets[i] = Math.Min(i, product.Rows - 1) * product.Left.RowStride;
        }

        return offsets;
    }

    private static void RowTargets<TVector, TLanes>(in GemmProduct product, nint* offsets)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var rows = PanelProduct.WholeTiles<TVector, TLanes>(product.Rows);
        for (var i = 0; i < rows; i++)
        {
            offsets[rows + i] = Math.Min(i, product.Rows - 1) * product.TargetStride;
        }
    }

    private struct Blocks<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public GemmProduct Product;
        public nint* Offsets;
        public int Groups;
        public int StepsInPart;
        public nint PartStride;

        public readonly void Run(int block)
        {
            var part = block / Groups;
            var column = block % Groups * ColumnsInBlock;
            var first = part * StepsInPart;
            var end = Math.Min(first + StepsInPart, Product.Depth);
            var job = new PanelJob
            {
                LeftRows = Offsets,
                LeftStep = Product.Left.ColumnStride,
                SegmentCount = 1,
                PanelStep = PanelProduct.PanelWidth<TVector, TLanes>(),
                Target = Product.Target + part * PartStride + column,
                TargetRows = Offsets + PanelProduct.WholeTiles<TVector, TLanes>(Product.Rows),
                Rows = Product.Rows,
                Columns = Math.Min(ColumnsInBlock, Product.Columns - column),
                Accumulate = Product.Accumulate,
            };
            nint segment = 0;
            job.Segments = &segment;
            for (var step = first; step < end; step += StepsPacked)
            {
                job.SegmentLength = Math.Min(StepsPacked, end - step);
                job.Left = Product.Left.At(0, step);
                Pack(ref job, step, column);
                PanelProduct.Run<TVector, TLanes>(in job);
                job.Accumulate = true;
            }
        }

        private readonly void Pack(ref PanelJob job, int step, int column)
        {
            var width = (int)job.PanelStep;
            if (Product.Right.ColumnStride == 1 && job.Columns == width && Product.Right.RowStride == width)
            {
                job.Panels = Product.Right.At(step, column);
                return;
            }

            var panels = (job.Columns + width - 1) / width;
            job.PanelStride = (nint)width * job.SegmentLength;
            job.Panels = Scratch.Floats(ScratchUse.BlockPanels, panels * job.PanelStride);
            for (var panel = 0; panel < panels; panel++)
            {
                Panels.Pack<TVector, TLanes>(
                    Product.Right.At(step, column + panel * width),
                    Product.Right.RowStride,
                    Product.Right.ColumnStride,
                    job.SegmentLength,
                    Math.Min(width, job.Columns - panel * width),
                    job.Panels + panel * job.PanelStride
                );
            }
        }
    }
}
