using System.Numerics;
using System.Runtime.CompilerServices;
using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>Adds the partial results of blocks, always in the order of the blocks.</summary>
internal static unsafe class PartialSums
{
    private const int RowsInBlock = 16;

    /// <summary>
    /// target = (what it holds, if <paramref name="accumulate"/>) + part 0 + part 1 + ...; the parts are dense matrices one
    /// after the other.
    /// </summary>
    public static void Add(
        Workers team,
        float* parts,
        int count,
        int rows,
        int columns,
        float* target,
        nint targetStride,
        bool accumulate
    )
    {
        var work = new RowSums
        {
            Parts = parts,
            Count = count,
            Rows = rows,
            Columns = columns,
            Target = target,
            TargetStride = targetStride,
            Accumulate = accumulate,
        };
        team.For((rows + RowsInBlock - 1) / RowsInBlock, in work);
    }

    private struct RowSums : IBlockWork
    {
        public float* Parts;
        public int Count;
        public int Rows;
        public int Columns;
        public float* Target;
        public nint TargetStride;
        public bool Accumulate;

        public readonly void Run(int block)
        {
            var end = Math.Min((block + 1) * RowsInBlock, Rows);
            for (var row = block * RowsInBlock; row < end; row++)
            {
                AddRow(Parts + (nint)row * Columns, Target + row * TargetStride);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void AddRow(float* parts, float* target)
        {
            var columns = Columns;
            var stride = (nint)Rows * columns;
            var column = 0;
            for (; column <= columns - Vector<float>.Count; column += Vector<float>.Count)
            {
                var sum = Accumulate ? Vector.Load(target + column) : Vector<float>.Zero;
                for (var part = 0; part < Count; part++)
                {
                    sum += Vector.Load(parts + part * stride + column);
                }

                Vector.Store(sum, target + column);
            }

            for (; column < columns; column++)
            {
                var sum = Accumulate ? target[column] : 0;
                for (var part = 0; part < Count; part++)
                {
                    sum += parts[part * stride + column];
                }

                target[column] = sum;
            }
        }
    }
}
