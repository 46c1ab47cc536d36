namespace Mien.Tensors.Kernels;

/// <summary>
/// Panels of a matrix that are packed piece by piece into the thread's own cache as the product asks for them. For a large
/// matrix that meets few rows: packed whole, it would go to the main memory and back for little work.
/// </summary>
/// <param name="matrix">The matrix, from the product's first column on.</param>
/// <param name="columns">Its columns.</param>
internal readonly unsafe struct PassingPanels<TVector, TLanes>(MatrixView matrix, int columns) : IPanelSource
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    /// <summary>Panels packed at a time, so that longer runs of a row are read.</summary>
    private const int Together = 4;

    /// <inheritdoc/>
    public float* Piece(int panel, nint firstStep, int steps)
    {
        var width = PanelProduct.PanelWidth<TVector, TLanes>();
        var pieces = Scratch.Floats(ScratchUse.BlockPanels, (long)Together * steps * width);
        if (panel % Together == 0)
        {
            for (var i = 0; i < Together && (panel + i) * width < columns; i++)
            {
                var column = (panel + i) * width;
                Panels.Pack<TVector, TLanes>(
                    matrix.At(firstStep, column),
                    matrix.RowStride,
                    matrix.ColumnStride,
                    steps,
                    Math.Min(width, columns - column),
                    pieces + (nint)i * steps * width
                );
            }
        }

        return pieces + (nint)(panel % Together) * steps * width;
    }
}
