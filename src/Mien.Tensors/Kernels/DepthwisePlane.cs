namespace Mien.Tensors.Kernels;

/// <summary>
/// A plane of target pixels of one register of channels, cut into tiles: pairs of rows where the second row's taps are the
/// first row's, some rows further down, and single rows else.
/// </summary>
internal unsafe struct DepthwisePlane
{
    /// <summary>The source pixel of the first target pixel and tap.</summary>
    public float* Source;

    /// <summary>Floats in the source from a target pixel to the next.</summary>
    public nint PixelStep;

    /// <summary>Floats in the source from a target row to the next.</summary>
    public nint RowStep;

    /// <summary>Floats in the source from a tap to the next.</summary>
    public nint TapStep;

    /// <summary>Floats in the source from a row of taps to the next.</summary>
    public nint TapRowStep;

    /// <summary>Rows of taps.</summary>
    public int TapRows;

    /// <summary>Taps in a row.</summary>
    public int TapColumns;

    /// <summary>The weights, one register a tap, row after row.</summary>
    public float* Weights;

    /// <summary>What the sums start from: one register for all, or null for the target's own values.</summary>
    public float* Start;

    /// <summary>The result.</summary>
    public float* Target;

    /// <summary>Floats from a pixel of the result to the next.</summary>
    public nint TargetStep;

    /// <summary>Rows of the result.</summary>
    public int Rows;

    /// <summary>Columns of the result.</summary>
    public int Columns;

    /// <summary>Computes the plane.</summary>
    public readonly void Run<TVector, TLanes>()
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var shift = RowStep % TapRowStep == 0 ? RowStep / TapRowStep : TapRows;
        var job = new DepthwiseJob
        {
            PixelStep = PixelStep,
            TapStep = TapStep,
            TapRowStep = TapRowStep,
            TapRows = TapRows,
            TapColumns = TapColumns,
            Shift = (int)shift,
            Weights = Weights,
            StartStep = Start == null ? TargetStep : 0,
            TargetStep = TargetStep,
        };
        var row = 0;
        while (row < Rows)
        {
            var pair = shift < TapRows && row + 1 < Rows;
            RunRows<TVector, TLanes>(ref job, row, pair);
            row += pair ? 2 : 1;
        }
    }

    private readonly void RunRows<TVector, TLanes>(ref DepthwiseJob job, int row, bool pair)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var rowTarget = Target + (nint)row * Columns * TargetStep;
        int width;
        for (var column = 0; column < Columns; column += width)
        {
            width = DepthwiseTile.NextWidth(Columns - column, TLanes.TilePixels);
            job.Source = Source + row * RowStep + column * PixelStep;
            job.Target0 = rowTarget + column * TargetStep;
            job.Target1 = job.Target0 + Columns * TargetStep;
            job.Start0 = Start == null ? job.Target0 : Start;
            job.Start1 = Start == null ? job.Target1 : Start;
            if (pair)
            {
                DepthwiseTile.RunPair<TVector, TLanes>(in job, width);
            }
            else
            {
                DepthwiseTile.Run<TVector, TLanes>(in job, width);
            }
        }
    }
}
