using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>The product whose right matrix is packed once, for all rows; blocks are ranges of rows and of panels.</summary>
internal static unsafe class GemmByRows
{
    private const int MostTilesInBlock = 16;
    private const int FewestBlocks = 16;
    private const long WorthPackingInParallel = 1 << 15;

    /// <summary>A right matrix from 1 MB on that meets at most a block of rows is packed in passing.</summary>
    private const long FloatsPackedInPassing = 1 << 18;

    private static readonly nint _oneSegment = AllocateOneSegment();

    /// <summary>Computes the product.</summary>
    public static void Run<TVector, TLanes>(Workers team, in GemmProduct product)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var width = PanelProduct.PanelWidth<TVector, TLanes>();
        var panels = (product.Columns + width - 1) / width;
        var inPassing = PacksInPassing(in product, TLanes.TileRows);
        var rowsInBlock = inPassing
            ? (product.Rows + TLanes.TileRows - 1) / TLanes.TileRows * TLanes.TileRows
            : RowsInBlock(product.Rows, TLanes.TileRows);
        var rowBlocks = (product.Rows + rowsInBlock - 1) / rowsInBlock;
        var groups = Math.Min(panels, (FewestBlocks + rowBlocks - 1) / rowBlocks);
        var panelsInBlock = (panels + groups - 1) / groups;
        if (panelsInBlock * width % Epilogue.Lanes != 0)
        {
            panelsInBlock++;
        }

        var work = new Blocks<TVector, TLanes>
        {
            Product = product,
            RowsInBlock = rowsInBlock,
            RowBlocks = rowBlocks,
            PanelsInBlock = panelsInBlock,
            Offsets = RowOffsets(in product, rowsInBlock),
        };
        work.Product.Bias = CallBias.Pad(product.Bias, product.Columns, panels * width);
        if (inPassing)
        {
            work.Panels = null;
        }
        else if (product.Right.ColumnStride == 1 && product.Columns == width && product.Right.RowStride == width)
        {
            work.Panels = product.Right.First;
        }
        else
        {
            work.Panels = Scratch.Floats(ScratchUse.CallPanels, (long)panels * width * product.Depth);
            Pack<TVector, TLanes>(team, in product, panels, work.Panels);
        }

        team.For(rowBlocks * ((panels + panelsInBlock - 1) / panelsInBlock), in work);
    }

    /// <summary>Blocks of rows, each a slot of the epilogue.</summary>
    public static int Slots(int rows, int tileRows)
    {
        var rowsInBlock = RowsInBlock(rows, tileRows);
        return (rows + rowsInBlock - 1) / rowsInBlock;
    }

    // An epilogue's slots are the blocks of rows, which must then depend on the rows alone.
    private static bool PacksInPassing(in GemmProduct product, int tileRows) =>
        product.Epilogue.IsNone
        && product.Rows <= MostTilesInBlock * tileRows
        && (long)product.Depth * product.Columns >= FloatsPackedInPassing;

    private static int RowsInBlock(int rows, int tileRows)
    {
        var tiles = (rows + tileRows - 1) / tileRows;
        return Math.Clamp(tiles / FewestBlocks, Math.Min(4, tiles), MostTilesInBlock) * tileRows;
    }

    // Four tables: the left and the target rows of a whole block, then those of the last block, its last row repeated.
    private static nint* RowOffsets(in GemmProduct product, int rowsInBlock)
    {
        var offsets = Scratch.Offsets(ScratchUse.CallOffsets, 4L * rowsInBlock);
        var lastRow = (product.Rows - 1) % rowsInBlock;
        for (var i = 0; i < rowsInBlock; i++)
        {
            offsets[i] = i * product.Left.RowStride;
            offsets[rowsInBlock + i] = i * product.TargetStride;
            offsets[2 * rowsInBlock + i] = Math.Min(i, lastRow) * product.Left.RowStride;
            offsets[3 * rowsInBlock + i] = Math.Min(i, lastRow) * product.TargetStride;
        }

        return offsets;
    }

    private static void Pack<TVector, TLanes>(Workers team, in GemmProduct product, int panels, float* target)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var packing = new Packing<TVector, TLanes> { Product = product, Target = target };
        if ((long)product.Depth * product.Columns >= WorthPackingInParallel)
        {
            team.For(panels, in packing);
            return;
        }

        for (var panel = 0; panel < panels; panel++)
        {
            packing.Run(panel);
        }
    }

    private static nint AllocateOneSegment()
    {
        var segment = (nint*)System.Runtime.InteropServices.NativeMemory.AllocZeroed((nuint)sizeof(nint));
        return (nint)segment;
    }

    private struct Packing<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public GemmProduct Product;
        public float* Target;

        public readonly void Run(int block)
        {
            var width = PanelProduct.PanelWidth<TVector, TLanes>();
            Panels.Pack<TVector, TLanes>(
                Product.Right.At(0, (nint)block * width),
                Product.Right.RowStride,
                Product.Right.ColumnStride,
                Product.Depth,
                Math.Min(width, Product.Columns - block * width),
                Target + (nint)block * width * Product.Depth
            );
        }
    }

    private struct Blocks<TVector, TLanes> : IBlockWork
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        public GemmProduct Product;
        public float* Panels;
        public nint* Offsets;
        public int RowsInBlock;
        public int RowBlocks;
        public int PanelsInBlock;

        public readonly void Run(int block)
        {
            var width = PanelProduct.PanelWidth<TVector, TLanes>();
            var firstRow = block % RowBlocks * RowsInBlock;
            var firstPanel = block / RowBlocks * PanelsInBlock;
            var column = firstPanel * width;
            var panelStride = (nint)width * Product.Depth;
            var tables = Offsets + (firstRow + RowsInBlock > Product.Rows ? 2 * RowsInBlock : 0);
            var job = new PanelJob
            {
                Left = Product.Left.At(firstRow, 0),
                LeftRows = tables,
                LeftStep = Product.Left.ColumnStride,
                Segments = (nint*)_oneSegment,
                SegmentCount = 1,
                SegmentLength = Product.Depth,
                Panels = Panels + firstPanel * panelStride,
                PanelStride = panelStride,
                PanelStep = width,
                Target = Product.Target + firstRow * Product.TargetStride + column,
                TargetRows = tables + RowsInBlock,
                Rows = Math.Min(RowsInBlock, Product.Rows - firstRow),
                Columns = Math.Min(PanelsInBlock * width, Product.Columns - column),
                Bias = Product.Bias == null ? null : Product.Bias + column,
                Accumulate = Product.Accumulate,
            };
            Multiply(in job, column);
            if (!Product.Epilogue.IsNone)
            {
                Product.Epilogue.Run(new EpilogueBlock(block % RowBlocks, firstRow, job.Rows, column, job.Columns));
            }
        }

        private readonly void Multiply(in PanelJob job, int column)
        {
            if (Panels != null)
            {
                PanelProduct.Run<TVector, TLanes>(in job);
                return;
            }

            var right = new MatrixView(
                (nint)Product.Right.At(0, column),
                Product.Right.RowStride,
                Product.Right.ColumnStride
            );
            var panels = new PassingPanels<TVector, TLanes>(right, job.Columns);
            PanelProduct.Run<TVector, TLanes, PassingPanels<TVector, TLanes>>(in job, in panels);
        }
    }
}
