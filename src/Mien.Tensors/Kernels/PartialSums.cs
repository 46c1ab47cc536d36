using System.Numerics;
using System.Runtime.CompilerServices;
using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>Adds the partial results of blocks, always in the order of the blocks.</summary>
internal static unsafe class PartialSums
{
    private const int RowsInBlock = 16;

    /// <summary>
    /// target = (what it holds, if the product accumulates) + part 0 + part 1 + ...; the parts are dense matrices one after
    /// the other.
    /// </summary>
    public static void Add(Workers team, float* parts, int count, in GemmProduct product)
    {
        var work = new Rows
        {
            Parts = parts,
            Count = count,
            Product = product,
        };
        team.For((product.Rows + RowsInBlock - 1) / RowsInBlock, in work);
    }

    private struct Rows : IBlockWork
    {
        public GemmProduct Product;
        public float* Parts;
        public int Count;

        public readonly void Run(int block)
        {
            var end = Math.Min((block + 1) * RowsInBlock, Product.Rows);
            for (var row = block * RowsInBlock; row < end; row++)
            {
                AddRow(Parts + (nint)row * Product.Columns, Product.Target + row * Product.TargetStride);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void AddRow(float* parts, float* target)
        {
            var columns = Product.Columns;
            var stride = (nint)Product.Rows * columns;
            var column = 0;
            for (; column <= columns - Vector<float>.Count; column += Vector<float>.Count)
            {
                var sum = Product.Accumulate ? Vector.Load(target + column) : Vector<float>.Zero;
                for (var part = 0; part < Count; part++)
                {
                    sum += Vector.Load(parts + part * stride + column);
                }

                Vector.Store(sum, target + column);
            }

            for (; column < columns; column++)
            {
                var sum = Product.Accumulate ? target[column] : 0;
                for (var part = 0; part < Count; part++)
                {
                    sum += parts[part * stride + column];
                }

                target[column] = sum;
            }
        }
    }
}
