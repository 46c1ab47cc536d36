namespace Mien.Tensors.Kernels;

/// <summary>
/// What a register tile reads and writes. Row i of the tile is
/// target_i = start_i + sum over segments s and steps k of left[segment_s + row_i + k leftStep] * right[(s, k)].
/// Rows are given by offsets, so the rows of the left matrix may be pixels of a picture whose windows overlap (an
/// implicit matrix of patches, as in the indirect convolution of Dukhan 2019). A tile with fewer real rows repeats its
/// last row, which writes the same numbers twice.
/// </summary>
internal unsafe struct TileJob
{
    /// <summary>The left matrix.</summary>
    public float* Left;

    /// <summary>Offsets of the tile's rows in <see cref="Left"/>.</summary>
    public nint* LeftRows;

    /// <summary>Floats from one step of the common axis to the next in <see cref="Left"/>.</summary>
    public nint LeftStep;

    /// <summary>Offsets in <see cref="Left"/> at which the pieces of the common axis begin.</summary>
    public nint* Segments;

    /// <summary>Pieces of the common axis; at least 1.</summary>
    public int SegmentCount;

    /// <summary>Steps in each piece; at least 1.</summary>
    public int SegmentLength;

    /// <summary>The right matrix, whose steps run on through all segments.</summary>
    public float* Right;

    /// <summary>Floats from one step to the next in <see cref="Right"/>.</summary>
    public nint RightStep;

    /// <summary>What the sums start from: zeros, a bias, or the target's own values.</summary>
    public float* Start;

    /// <summary>Offsets of the tile's rows in <see cref="Start"/>.</summary>
    public nint* StartRows;

    /// <summary>The result.</summary>
    public float* Target;

    /// <summary>Offsets of the tile's rows in <see cref="Target"/>.</summary>
    public nint* TargetRows;
}
