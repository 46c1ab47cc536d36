namespace Mien.Tensors.Kernels;

/// <summary>
/// The small matrix products of an attention's heads: the tables of rows are made once for all of them, the right matrix is
/// packed by each into its thread's cache.
/// </summary>
internal unsafe struct AttentionProducts<TVector, TLanes>
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Rows of a head in [queries, channels].</summary>
    public nint* Queries;

    /// <summary>Rows of a head in [keys, channels].</summary>
    public nint* Keys;

    /// <summary>Rows of the shares, a query each.</summary>
    public nint* Shares;

    /// <summary>Columns of the shares, a key each.</summary>
    public nint* SharesTurned;

    /// <summary>Writes the tables into the calling thread's scratch.</summary>
    public static AttentionProducts<TVector, TLanes> Prepare(in AttentionSizes sizes)
    {
        var queries = PanelProduct.WholeTiles<TVector, TLanes>(sizes.Queries);
        var keys = PanelProduct.WholeTiles<TVector, TLanes>(sizes.Keys);
        var tables = Scratch.Offsets(ScratchUse.CallOffsets, 2L * (queries + keys));
        var products = new AttentionProducts<TVector, TLanes>
        {
            Queries = tables,
            Keys = tables + queries,
            Shares = tables + queries + keys,
            SharesTurned = tables + 2 * queries + keys,
        };
        Fill(products.Queries, queries, sizes.Queries, sizes.Channels);
        Fill(products.Keys, keys, sizes.Keys, sizes.Channels);
        Fill(products.Shares, queries, sizes.Queries, sizes.ShareStride);
        Fill(products.SharesTurned, keys, sizes.Keys, 1);
        return products;
    }

    /// <summary>target = left right, or target += that.</summary>
    /// <param name="left">The left matrix.</param>
    /// <param name="leftRows">Its rows.</param>
    /// <param name="leftStep">Floats from one of its columns to the next.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="depth">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="target">The result.</param>
    /// <param name="targetRows">Its rows.</param>
    /// <param name="rows">How many.</param>
    /// <param name="toShares">Whether the target's rows have room for whole vectors of 16 and panels, to be filled with zeros.</param>
    /// <param name="accumulate">Adds to the target.</param>
    public static void Multiply(
        float* left,
        nint* leftRows,
        nint leftStep,
        MatrixView right,
        int depth,
        int columns,
        float* target,
        nint* targetRows,
        int rows,
        bool toShares,
        bool accumulate
    )
    {
        var width = PanelProduct.PanelWidth<TVector, TLanes>();
        var room = toShares ? (columns + 15) / 16 * 16 : columns;
        var panels = (room + width - 1) / width;
        var segment = (nint)0;
        var job = new PanelJob
        {
            Left = left,
            LeftRows = leftRows,
            LeftStep = leftStep,
            Segments = &segment,
            SegmentCount = 1,
            SegmentLength = depth,
            Panels = Scratch.Floats(ScratchUse.BlockPanels, (long)panels * depth * width),
            PanelStride = (nint)depth * width,
            PanelStep = width,
            Target = target,
            TargetRows = targetRows,
            Rows = rows,
            Columns = toShares ? panels * width : columns,
            Accumulate = accumulate,
        };
        for (var panel = 0; panel < panels; panel++)
        {
            Panels.Pack<TVector, TLanes>(
                right.At(0, panel * width),
                right.RowStride,
                right.ColumnStride,
                depth,
                Math.Clamp(columns - panel * width, 0, width),
                job.Panels + panel * job.PanelStride
            );
        }

        PanelProduct.Run<TVector, TLanes>(in job);
    }

    private static void Fill(nint* table, int length, int rows, nint stride)
    {
        for (var i = 0; i < length; i++)
        {
            table[i] = Math.Min(i, rows - 1) * stride;
        }
    }
}
