namespace Mien.Tensors.Kernels;

/// <summary>The three matrix products that forward and backward need; all matrices row-major without gaps.</summary>
internal static unsafe class Matrix
{
    /// <summary>C[m, n] = A[m, k] B[k, n], or C += that.</summary>
    public static void Multiply(Tape tape, int m, int n, int k, float* a, float* b, float* c, bool accumulate) =>
        SimpleGemm.Run(tape.Workers, m, n, k, a, k, 1, b, n, c, n, accumulate);

    /// <summary>C[m, n] = A[k, m]^T B[k, n], or C += that.</summary>
    public static void MultiplyTransposedLeft(
        Tape tape,
        int m,
        int n,
        int k,
        float* a,
        float* b,
        float* c,
        bool accumulate
    ) => SimpleGemm.Run(tape.Workers, m, n, k, a, 1, m, b, n, c, n, accumulate);

    /// <summary>C[m, n] = A[m, k] B[n, k]^T, or C += that.</summary>
    public static void MultiplyTransposedRight(
        Tape tape,
        int m,
        int n,
        int k,
        float* a,
        float* b,
        float* c,
        bool accumulate
    )
    {
        var turned = tape.Scratch(n * k);
        SimpleGemm.Transpose(n, k, b, turned.Data);
        SimpleGemm.Run(tape.Workers, m, n, k, a, k, 1, turned.Data, n, c, n, accumulate);
        tape.ReleaseScratch(turned);
    }
}
