using System.Runtime.InteropServices;

namespace Mien.Tensors.Kernels;

/// <summary>
/// The loops around <see cref="GemmTile"/> (Goto and van de Geijn 2008): a piece of the common axis, then a panel, then the
/// rows. The panel's piece stays in the first-level cache while all rows pass.
/// </summary>
internal static unsafe class PanelProduct
{
    /// <summary>
    /// Steps of the common axis taken at a time: 256 steps of a panel 32 floats wide fill 32 KiB of a first-level cache;
    /// up to a quarter more is taken when that saves a further pass.
    /// </summary>
    private const int MaximumSteps = 320;

    private const int MaximumTileRows = 8;
    private const int MaximumPanel = 32;
    private static readonly float* _zeros = AllocateZeros(MaximumPanel);
    private static readonly nint* _noRows = (nint*)AllocateZeros(MaximumTileRows * sizeof(nint) / sizeof(float));

    /// <summary>Columns of a panel.</summary>
    public static int PanelWidth<TVector, TLanes>()
        where TVector : struct
        where TLanes : ILanes<TVector> => 2 * TLanes.Count;

    /// <summary>Rows rounded up to whole tiles: the length of the tables of row offsets.</summary>
    public static int WholeTiles<TVector, TLanes>(int rows)
        where TVector : struct
        where TLanes : ILanes<TVector> => (rows + TLanes.TileRows - 1) / TLanes.TileRows * TLanes.TileRows;

    /// <summary>Computes the block from the job's panels, which are packed whole.</summary>
    public static void Run<TVector, TLanes>(in PanelJob job)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var panels = new WholePanels(job.Panels, job.PanelStride, job.PanelStep);
        Run<TVector, TLanes, WholePanels>(in job, in panels);
    }

    /// <summary>Computes the block.</summary>
    public static void Run<TVector, TLanes, TPanels>(in PanelJob job, in TPanels panels)
        where TVector : struct
        where TLanes : ILanes<TVector>
        where TPanels : struct, IPanelSource
    {
        if (job.SegmentLength > MaximumSteps)
        {
            RunLongSegments<TVector, TLanes, TPanels>(in job, in panels);
        }
        else
        {
            RunGroupedSegments<TVector, TLanes, TPanels>(in job, in panels);
        }
    }

    private static void RunLongSegments<TVector, TLanes, TPanels>(in PanelJob job, in TPanels panels)
        where TVector : struct
        where TLanes : ILanes<TVector>
        where TPanels : struct, IPanelSource
    {
        var pieces = (job.SegmentLength + MaximumSteps - 1) / MaximumSteps;
        var length = (job.SegmentLength + pieces - 1) / pieces;
        var accumulate = job.Accumulate;
        for (var segment = 0; segment < job.SegmentCount; segment++)
        {
            for (var first = 0; first < job.SegmentLength; first += length)
            {
                var steps = Math.Min(length, job.SegmentLength - first);
                RunPiece<TVector, TLanes, TPanels>(
                    in job,
                    in panels,
                    job.Left + first * job.LeftStep,
                    job.Segments + segment,
                    1,
                    steps,
                    (nint)segment * job.SegmentLength + first,
                    accumulate
                );
                accumulate = true;
            }
        }
    }

    private static void RunGroupedSegments<TVector, TLanes, TPanels>(in PanelJob job, in TPanels panels)
        where TVector : struct
        where TLanes : ILanes<TVector>
        where TPanels : struct, IPanelSource
    {
        var most = Math.Max(1, MaximumSteps / job.SegmentLength);
        var pieces = (job.SegmentCount + most - 1) / most;
        var count = (job.SegmentCount + pieces - 1) / pieces;
        for (var first = 0; first < job.SegmentCount; first += count)
        {
            RunPiece<TVector, TLanes, TPanels>(
                in job,
                in panels,
                job.Left,
                job.Segments + first,
                Math.Min(count, job.SegmentCount - first),
                job.SegmentLength,
                (nint)first * job.SegmentLength,
                job.Accumulate || first > 0
            );
        }
    }

    private static void RunPiece<TVector, TLanes, TPanels>(
        in PanelJob job,
        in TPanels panels,
        float* left,
        nint* segments,
        int segmentCount,
        int segmentLength,
        nint firstStep,
        bool accumulate
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
        where TPanels : struct, IPanelSource
    {
        var tile = new TileJob
        {
            Left = left,
            LeftStep = job.LeftStep,
            Segments = segments,
            SegmentCount = segmentCount,
            SegmentLength = segmentLength,
            RightStep = job.PanelStep,
        };
        var width = PanelWidth<TVector, TLanes>();
        for (var column = 0; column < job.Columns; column += width)
        {
            tile.Right = panels.Piece(column / width, firstStep, segmentCount * segmentLength);
            var columns = Math.Min(width, job.Columns - column);
            if (columns == width || columns == TLanes.Count)
            {
                RunPanel<TVector, TLanes>(in job, ref tile, column, columns, accumulate);
            }
            else
            {
                RunPartialPanel<TVector, TLanes>(in job, ref tile, column, columns, accumulate);
            }
        }
    }

    private static void RunPanel<TVector, TLanes>(
        in PanelJob job,
        ref TileJob tile,
        int column,
        int columns,
        bool accumulate
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        tile.Target = job.Target + column;
        tile.Start = accumulate ? tile.Target : StartOf(in job, column);
        tile.StartRows = _noRows;
        for (var row = 0; row < job.Rows; row += TLanes.TileRows)
        {
            tile.LeftRows = job.LeftRows + row;
            tile.TargetRows = job.TargetRows + row;
            if (accumulate)
            {
                tile.StartRows = tile.TargetRows;
            }

            if (columns > TLanes.Count)
            {
                GemmTile.Run<TVector, TLanes>(in tile);
            }
            else
            {
                GemmTile.RunNarrow<TVector, TLanes>(in tile);
            }
        }
    }

    // A panel that is not full: its tiles go to a full-width tile beside the result, and the real columns are moved.
    private static void RunPartialPanel<TVector, TLanes>(
        in PanelJob job,
        ref TileJob tile,
        int column,
        int columns,
        bool accumulate
    )
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var aside = stackalloc float[MaximumTileRows * MaximumPanel];
        var asideRows = stackalloc nint[MaximumTileRows];
        for (var i = 0; i < TLanes.TileRows; i++)
        {
            asideRows[i] = i * MaximumPanel;
        }

        tile.Target = aside;
        tile.TargetRows = asideRows;
        tile.Start = accumulate ? aside : StartOf(in job, column);
        tile.StartRows = accumulate ? asideRows : _noRows;
        for (var row = 0; row < job.Rows; row += TLanes.TileRows)
        {
            tile.LeftRows = job.LeftRows + row;
            var targets = job.TargetRows + row;
            if (accumulate)
            {
                for (var i = 0; i < TLanes.TileRows; i++)
                {
                    Copy(job.Target + targets[i] + column, aside + asideRows[i], columns);
                }
            }

            if (columns > TLanes.Count)
            {
                GemmTile.Run<TVector, TLanes>(in tile);
            }
            else
            {
                GemmTile.RunNarrow<TVector, TLanes>(in tile);
            }

            for (var i = 0; i < TLanes.TileRows; i++)
            {
                Copy(aside + asideRows[i], job.Target + targets[i] + column, columns);
            }
        }
    }

    private static float* StartOf(in PanelJob job, int column) => job.Bias == null ? _zeros : job.Bias + column;

    private static void Copy(float* source, float* target, int count) =>
        new ReadOnlySpan<float>(source, count).CopyTo(new Span<float>(target, count));

    private static float* AllocateZeros(int count)
    {
        var bytes = (nuint)count * sizeof(float);
        var zeros = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(zeros, bytes);
        return zeros;
    }
}
