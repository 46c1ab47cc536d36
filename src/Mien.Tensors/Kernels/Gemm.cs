using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Matrix products of any size, for row-major matrices of which either may be transposed. Two ways, chosen by the sizes
/// alone so that the result has the same bits for any number of threads: the right matrix packed once and the rows cut into
/// blocks; or, for a long common axis and a small result (a weight gradient), the common axis cut into blocks whose partial
/// results are added in order.
/// </summary>
internal static unsafe class Gemm
{
    /// <summary>target = left * right, plus a bias for each column or plus what the target holds.</summary>
    /// <param name="team">Who computes.</param>
    /// <param name="rows">Rows of the left matrix and the target.</param>
    /// <param name="columns">Columns of the right matrix and the target.</param>
    /// <param name="depth">Columns of the left matrix, rows of the right.</param>
    /// <param name="left">The left matrix.</param>
    /// <param name="right">The right matrix.</param>
    /// <param name="target">The result.</param>
    /// <param name="targetStride">Floats from a row of the result to the next.</param>
    /// <param name="bias">A number for each column, or null.</param>
    /// <param name="accumulate">Adds to the target; not together with a bias.</param>
    /// <param name="epilogue">Work on each block of the result.</param>
    public static void Multiply(
        Workers team,
        int rows,
        int columns,
        int depth,
        MatrixView left,
        MatrixView right,
        float* target,
        nint targetStride,
        float* bias = null,
        bool accumulate = false,
        Epilogue epilogue = default
    )
    {
        var product = new GemmProduct
        {
            Rows = rows,
            Columns = columns,
            Depth = depth,
            Left = left,
            Right = right,
            Target = target,
            TargetStride = targetStride,
            Bias = bias,
            Accumulate = accumulate,
            Epilogue = epilogue,
        };
        MachineLanes.Run<GemmKernel, GemmProduct>(team, in product);
    }
}
