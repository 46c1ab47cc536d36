using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Matrix products.</summary>
public static unsafe class MatMulOperation
{
    /// <summary>The matrix product of the last two axes, for every index of the axes before them.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="left">[..., M, K].</param>
    /// <param name="right">[..., K, N] with the same leading axes, or [..., N, K] when transposed.</param>
    /// <param name="transposeRight">Whether the right matrices stand transposed.</param>
    /// <returns>[..., M, N].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor MatMul(this Tape tape, Tensor left, Tensor right, bool transposeRight = false)
    {
        var rank = left.Shape.Rank;
        var fits = rank >= 2 && right.Shape.Rank == rank;
        if (fits)
        {
            fits = left.Shape.With(rank - 2, 1).With(rank - 1, 1) == right.Shape.With(rank - 2, 1).With(rank - 1, 1);
            fits &= left.Shape[rank - 1] == right.Shape[transposeRight ? rank - 1 : rank - 2];
        }

        if (!fits)
        {
            throw new ArgumentException($"{left.Shape} and {right.Shape} have no matrix product", nameof(right));
        }

        var sizes = new Sizes(
            left.Shape.Product(0, rank - 2),
            left.Shape[rank - 2],
            right.Shape[transposeRight ? rank - 2 : rank - 1],
            left.Shape[rank - 1],
            transposeRight
        );
        var y = tape.Output(left.Shape.With(rank - 1, sizes.Columns), left.RequiresGradient || right.RequiresGradient);
        Each(tape, sizes, new Forward(tape.Workers, sizes, left.Data, right.Data, y.Data));
        if (y.RequiresGradient)
        {
            tape.Record<MatMulNode>(y).Set(left, right, sizes);
        }

        tape.Listener?.Hear("MatMul", y, [left, right], [("transposeRight", transposeRight)]);
        return y;
    }

    // A single product is cut into blocks by the kernel; of many products each is a block.
    private static void Each<TWork>(Tape tape, Sizes sizes, in TWork work)
        where TWork : struct, IBlockWork => tape.Workers.For(sizes.Count, in work);

    private readonly record struct Sizes(int Count, int Rows, int Columns, int Depth, bool Transposed)
    {
        public MatrixView Left(float* values, int matrix) => new(values + ((long)matrix * Rows * Depth), Depth);

        public MatrixView Right(float* values, int matrix)
        {
            var first = values + ((long)matrix * Depth * Columns);
            return Transposed ? new MatrixView(first, Depth).Transposed : new MatrixView(first, Columns);
        }

        public MatrixView Target(float* values, int matrix) => new(values + ((long)matrix * Rows * Columns), Columns);
    }

    private readonly struct Forward(Workers workers, Sizes sizes, float* left, float* right, float* y) : IBlockWork
    {
        public void Run(int block) =>
            Gemm.Multiply(
                workers,
                sizes.Rows,
                sizes.Columns,
                sizes.Depth,
                sizes.Left(left, block),
                sizes.Right(right, block),
                sizes.Target(y, block).First,
                sizes.Columns
            );
    }

    // dA = dC B^T.
    private readonly struct LeftGradient(
        Workers workers,
        Sizes sizes,
        float* d,
        float* right,
        float* to,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block) =>
            Gemm.Multiply(
                workers,
                sizes.Rows,
                sizes.Depth,
                sizes.Columns,
                sizes.Target(d, block),
                sizes.Right(right, block).Transposed,
                sizes.Left(to, block).First,
                sizes.Depth,
                accumulate: accumulate
            );
    }

    // dB = A^T dC; of a transposed B, dC^T A.
    private readonly struct RightGradient(
        Workers workers,
        Sizes sizes,
        float* d,
        float* left,
        float* to,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var (first, second) = (sizes.Left(left, block).Transposed, sizes.Target(d, block));
            var (rows, columns) = (sizes.Depth, sizes.Columns);
            if (sizes.Transposed)
            {
                (first, second) = (second.Transposed, first.Transposed);
                (rows, columns) = (columns, rows);
            }

            var target = sizes.Right(to, block).First;
            Gemm.Multiply(workers, rows, columns, sizes.Rows, first, second, target, columns, accumulate: accumulate);
        }
    }

    private sealed class MatMulNode : Node
    {
        private Tensor _left = null!;
        private Tensor _right = null!;
        private Sizes _sizes;

        public void Set(Tensor left, Tensor right, Sizes sizes) => (_left, _right, _sizes) = (left, right, sizes);

        public override void Backward(Tape tape)
        {
            var from = Output.GradientData;
            var toLeft = tape.GradientOf(_left, out var accumulate);
            if (toLeft != null)
            {
                Each(tape, _sizes, new LeftGradient(tape.Workers, _sizes, from, _right.Data, toLeft, accumulate));
            }

            var toRight = tape.GradientOf(_right, out accumulate);
            if (toRight != null)
            {
                Each(tape, _sizes, new RightGradient(tape.Workers, _sizes, from, _left.Data, toRight, accumulate));
            }
        }
    }
}
