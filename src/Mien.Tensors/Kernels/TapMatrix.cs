namespace Mien.Tensors.Kernels;

/// <summary>
/// The weights of a convolution as the right matrix of a product: for each tap of a <see cref="WindowPass"/>, in its
/// order, a matrix of source channels by target channels.
/// </summary>
internal unsafe struct TapMatrix
{
    /// <summary>The weights [kernel, channels in, channels out].</summary>
    public float* Weights;

    /// <summary>Size of the kernel.</summary>
    public Extent KernelSize;

    /// <summary>Source channels.</summary>
    public int Steps;

    /// <summary>Floats from a source channel to the next within a tap.</summary>
    public nint StepStride;

    /// <summary>Target channels.</summary>
    public int Columns;

    /// <summary>Floats from a target channel to the next within a tap.</summary>
    public nint ColumnStride;

    /// <summary>Packs the panel that begins at a column.</summary>
    public readonly void PackPanel<TVector, TLanes>(in WindowPass pass, int column, float* target)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var width = PanelProduct.PanelWidth<TVector, TLanes>();
        var (depth, rows, columns) = (pass.DepthAxis.Taps, pass.RowAxis.Taps, pass.ColumnAxis.Taps);
        for (var z = 0; z < depth.Count; z++)
        {
            for (var y = 0; y < rows.Count; y++)
            {
                for (var x = 0; x < columns.Count; x++)
                {
                    var tap = KernelSize.IndexOf(depth.Weight(z), rows.Weight(y), columns.Weight(x));
                    Panels.Pack<TVector, TLanes>(
                        Weights + tap * Steps * Columns + column * ColumnStride,
                        StepStride,
                        ColumnStride,
                        Steps,
                        Math.Min(width, Columns - column),
                        target
                    );
                    target += (nint)Steps * width;
                }
            }
        }
    }
}
