namespace Mien.Tensors.Kernels;

/// <summary>The arguments of a matrix product; see <see cref="Gemm"/>.</summary>
internal unsafe struct GemmProduct
{
    /// <summary>Rows of the left matrix and the target.</summary>
    public int Rows;

    /// <summary>Columns of the right matrix and the target.</summary>
    public int Columns;

    /// <summary>Columns of the left matrix, rows of the right.</summary>
    public int Depth;

    /// <summary>The left matrix.</summary>
    public MatrixView Left;

    /// <summary>The right matrix.</summary>
    public MatrixView Right;

    /// <summary>The result.</summary>
    public float* Target;

    /// <summary>Floats from a row of the result to the next.</summary>
    public nint TargetStride;

    /// <summary>A number for each column, or null.</summary>
    public float* Bias;

    /// <summary>Work on each block of the result.</summary>
    public Epilogue Epilogue;

    /// <summary>Adds to the target.</summary>
    public bool Accumulate;
}
