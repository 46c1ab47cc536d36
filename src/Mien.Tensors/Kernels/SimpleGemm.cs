using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>C = A B or C += A B, A read through two strides so that it may stand transposed; B and C row-major.</summary>
internal static unsafe class SimpleGemm
{
    private const int RowBlock = 64;

    public static void Run(
        Workers workers,
        int m,
        int n,
        int k,
        float* a,
        int aRow,
        int aColumn,
        float* b,
        int ldb,
        float* c,
        int ldc,
        bool accumulate
    ) => workers.For((m + RowBlock - 1) / RowBlock, new Rows(m, n, k, a, aRow, aColumn, b, ldb, c, ldc, accumulate));

    /// <summary>to[j, i] = from[i, j].</summary>
    public static void Transpose(int rows, int columns, float* from, float* to)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                to[((long)j * rows) + i] = from[((long)i * columns) + j];
            }
        }
    }

    private readonly struct Rows(
        int m,
        int n,
        int k,
        float* a,
        int aRow,
        int aColumn,
        float* b,
        int ldb,
        float* c,
        int ldc,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var end = Math.Min(m, (block + 1) * RowBlock);
            var i = block * RowBlock;
            for (; i + 4 <= end; i += 4)
            {
                FourRows(i);
            }

            for (; i < end; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    Element(i, j);
                }
            }
        }

        private void FourRows(int i)
        {
            var j = 0;
            for (; j + 32 <= n; j += 32)
            {
                Tile(i, j);
            }

            for (; j + 16 <= n; j += 16)
            {
                NarrowTile(i, j);
            }

            for (; j < n; j++)
            {
                for (var r = 0; r < 4; r++)
                {
                    Element(i + r, j);
                }
            }
        }

        private void Tile(int i, int j)
        {
            Vector512<float> s00 = default,
                s01 = default,
                s10 = default,
                s11 = default;
            Vector512<float> s20 = default,
                s21 = default,
                s30 = default,
                s31 = default;
            var a0 = a + ((long)i * aRow);
            for (var p = 0; p < k; p++, a0 += aColumn)
            {
                var b0 = Vector512.Load(b + ((long)p * ldb) + j);
                var b1 = Vector512.Load(b + ((long)p * ldb) + j + 16);
                var x = Vector512.Create(a0[0]);
                s00 = VectorMath.Fma(x, b0, s00);
                s01 = VectorMath.Fma(x, b1, s01);
                x = Vector512.Create(a0[aRow]);
                s10 = VectorMath.Fma(x, b0, s10);
                s11 = VectorMath.Fma(x, b1, s11);
                x = Vector512.Create(a0[2L * aRow]);
                s20 = VectorMath.Fma(x, b0, s20);
                s21 = VectorMath.Fma(x, b1, s21);
                x = Vector512.Create(a0[3L * aRow]);
                s30 = VectorMath.Fma(x, b0, s30);
                s31 = VectorMath.Fma(x, b1, s31);
            }

            Put(i, j, s00);
            Put(i, j + 16, s01);
            Put(i + 1, j, s10);
            Put(i + 1, j + 16, s11);
            Put(i + 2, j, s20);
            Put(i + 2, j + 16, s21);
            Put(i + 3, j, s30);
            Put(i + 3, j + 16, s31);
        }

        private void NarrowTile(int i, int j)
        {
            Vector512<float> s0 = default,
                s1 = default,
                s2 = default,
                s3 = default;
            var a0 = a + ((long)i * aRow);
            for (var p = 0; p < k; p++, a0 += aColumn)
            {
                var b0 = Vector512.Load(b + ((long)p * ldb) + j);
                s0 = VectorMath.Fma(Vector512.Create(a0[0]), b0, s0);
                s1 = VectorMath.Fma(Vector512.Create(a0[aRow]), b0, s1);
                s2 = VectorMath.Fma(Vector512.Create(a0[2L * aRow]), b0, s2);
                s3 = VectorMath.Fma(Vector512.Create(a0[3L * aRow]), b0, s3);
            }

            Put(i, j, s0);
            Put(i + 1, j, s1);
            Put(i + 2, j, s2);
            Put(i + 3, j, s3);
        }

        private void Put(int i, int j, Vector512<float> sum)
        {
            var to = c + ((long)i * ldc) + j;
            (accumulate ? Vector512.Load(to) + sum : sum).Store(to);
        }

        private void Element(int i, int j)
        {
            var sum = 0f;
            for (var p = 0; p < k; p++)
            {
                sum += a[((long)i * aRow) + ((long)p * aColumn)] * b[((long)p * ldb) + j];
            }

            var to = c + ((long)i * ldc) + j;
            *to = accumulate ? *to + sum : sum;
        }
    }
}
