namespace Mien.Tensors.Kernels;

/// <summary>A matrix in memory; one of its strides is 1.</summary>
/// <param name="Values">The element of row 0 and column 0.</param>
/// <param name="RowStride">Floats from a row to the next.</param>
/// <param name="ColumnStride">Floats from a column to the next.</param>
internal readonly unsafe record struct MatrixView(nint Values, nint RowStride, nint ColumnStride)
{
    /// <summary>The matrix whose rows lie one after the other, <paramref name="rowStride"/> floats apart.</summary>
    public MatrixView(float* values, nint rowStride)
        : this((nint)values, rowStride, 1) { }

    /// <summary>The element of row 0 and column 0.</summary>
    public float* First => (float*)Values;

    /// <summary>The same memory with rows and columns exchanged.</summary>
    public MatrixView Transposed => new(Values, ColumnStride, RowStride);

    /// <summary>The element of a row and a column.</summary>
    public float* At(nint row, nint column) => First + row * RowStride + column * ColumnStride;
}
