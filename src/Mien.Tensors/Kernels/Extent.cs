namespace Mien.Tensors.Kernels;

/// <summary>Three numbers along depth, rows and columns: a size, a step or an offset. A picture has depth 1.</summary>
/// <param name="Depth">Along the depth (frames of a clip).</param>
/// <param name="Rows">Along the rows, downwards.</param>
/// <param name="Columns">Along the columns, to the right.</param>
internal readonly record struct Extent(int Depth, int Rows, int Columns)
{
    /// <summary>One along each axis.</summary>
    public static Extent One => new(1, 1, 1);

    /// <summary>The product of the three.</summary>
    public int Volume => Depth * Rows * Columns;

    /// <summary>Sum along each axis.</summary>
    public static Extent operator +(Extent left, Extent right) =>
        new(left.Depth + right.Depth, left.Rows + right.Rows, left.Columns + right.Columns);

    /// <summary>Difference along each axis.</summary>
    public static Extent operator -(Extent left, Extent right) =>
        new(left.Depth - right.Depth, left.Rows - right.Rows, left.Columns - right.Columns);

    /// <summary>Product along each axis.</summary>
    public static Extent operator *(Extent left, Extent right) =>
        new(left.Depth * right.Depth, left.Rows * right.Rows, left.Columns * right.Columns);

    /// <summary>The number of the pixel at (depth, row, column) in a volume of this size.</summary>
    public nint IndexOf(int depth, int row, int column) => ((nint)depth * Rows + row) * Columns + column;
}
