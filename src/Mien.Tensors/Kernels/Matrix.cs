namespace Mien.Tensors.Kernels;

/// <summary>The three matrix products that forward and backward need; all matrices row-major without gaps.</summary>
internal static unsafe class Matrix
{
    /// <summary>C[m, n] = A[m, k] B[k, n] plus a bias [n] unless null.</summary>
    public static void Multiply(Workers workers, int m, int n, int k, float* a, float* b, float* bias, float* c) =>
        Gemm.Multiply(workers, m, n, k, new MatrixView(a, k), new MatrixView(b, n), c, n, bias);

    /// <summary>C[m, n] = A[k, m]^T B[k, n], or C += that.</summary>
    public static void MultiplyTransposedLeft(
        Workers workers,
        int m,
        int n,
        int k,
        float* a,
        float* b,
        float* c,
        bool accumulate
    ) =>
        Gemm.Multiply(
            workers,
            m,
            n,
            k,
            new MatrixView(a, m).Transposed,
            new MatrixView(b, n),
            c,
            n,
            accumulate: accumulate
        );

    /// <summary>C[m, n] = A[m, k] B[n, k]^T, or C += that.</summary>
    public static void MultiplyTransposedRight(
        Workers workers,
        int m,
        int n,
        int k,
        float* a,
        float* b,
        float* c,
        bool accumulate
    ) =>
        Gemm.Multiply(
            workers,
            m,
            n,
            k,
            new MatrixView(a, k),
            new MatrixView(b, k).Transposed,
            c,
            n,
            accumulate: accumulate
        );
}
