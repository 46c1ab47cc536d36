namespace Mien.Tensors.Kernels;

/// <summary>
/// A block of a matrix product for <see cref="PanelProduct"/>: rows by offsets on the left, packed panels on the right.
/// </summary>
internal unsafe struct PanelJob
{
    /// <summary>The left matrix.</summary>
    public float* Left;

    /// <summary>Offsets of the rows in <see cref="Left"/>, the last one repeated up to a whole tile.</summary>
    public nint* LeftRows;

    /// <summary>Floats from one step of the common axis to the next in <see cref="Left"/>.</summary>
    public nint LeftStep;

    /// <summary>Offsets in <see cref="Left"/> at which the pieces of the common axis begin.</summary>
    public nint* Segments;

    /// <summary>Pieces of the common axis; at least 1.</summary>
    public int SegmentCount;

    /// <summary>Steps in each piece; at least 1.</summary>
    public int SegmentLength;

    /// <summary>The right matrix's panels: each two registers wide, zeros beyond the last column.</summary>
    public float* Panels;

    /// <summary>Floats from one panel to the next.</summary>
    public nint PanelStride;

    /// <summary>Floats from one step of the common axis to the next in a panel.</summary>
    public nint PanelStep;

    /// <summary>The result.</summary>
    public float* Target;

    /// <summary>Offsets of the rows in <see cref="Target"/>, the last one repeated up to a whole tile.</summary>
    public nint* TargetRows;

    /// <summary>Rows of the result.</summary>
    public int Rows;

    /// <summary>Columns of the result.</summary>
    public int Columns;

    /// <summary>Added to every row (padded to whole panels); null for none. Not together with <see cref="Accumulate"/>.</summary>
    public float* Bias;

    /// <summary>Adds to the target instead of overwriting it.</summary>
    public bool Accumulate;
}
