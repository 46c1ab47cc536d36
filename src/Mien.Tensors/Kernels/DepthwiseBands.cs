namespace Mien.Tensors.Kernels;

/// <summary>
/// How pictures are cut into bands of rows whose windows fit the second-level cache, and bands into blocks that are worth a
/// hand-over between threads.
/// </summary>
/// <param name="RowsInBand">Target rows of a band.</param>
/// <param name="BandsInPicture">Bands of a picture.</param>
/// <param name="BandsInBlock">Bands of a block, from one picture or several.</param>
/// <param name="Bands">Bands of all pictures.</param>
internal readonly record struct DepthwiseBands(int RowsInBand, int BandsInPicture, int BandsInBlock, int Bands)
{
    private const int MostWindowFloats = 1 << 16;
    private const int ProductsWorthABlock = 1 << 14;

    /// <summary>Blocks of all pictures, for one register of channels.</summary>
    public int Blocks => (Bands + BandsInBlock - 1) / BandsInBlock;

    /// <summary>Cuts pictures of <paramref name="size"/> target pixels.</summary>
    /// <param name="images">Pictures.</param>
    /// <param name="size">Target pixels of a picture.</param>
    /// <param name="taps">Taps of the kernel.</param>
    /// <param name="windowRows">Source rows for the first target row.</param>
    /// <param name="rowStep">Further source rows for each further target row.</param>
    /// <param name="windowRowFloats">Floats of a source row, for one register of channels.</param>
    public static DepthwiseBands Cut(
        int images,
        Extent size,
        int taps,
        int windowRows,
        int rowStep,
        int windowRowFloats
    )
    {
        var rows = (MostWindowFloats / windowRowFloats - windowRows) / rowStep + 1;
        rows = Math.Clamp(rows, Math.Min(2, size.Rows), size.Rows);
        var bands = (size.Rows + rows - 1) / rows;
        rows = (size.Rows + bands - 1) / bands;
        bands = (size.Rows + rows - 1) / rows;
        var products = rows * size.Columns * taps;
        return new(rows, bands, Math.Clamp(ProductsWorthABlock / products, 1, images * bands), images * bands);
    }
}
