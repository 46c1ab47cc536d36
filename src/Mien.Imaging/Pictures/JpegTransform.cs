using System.Runtime.Intrinsics;

namespace Mien.Imaging.Pictures;

/// <summary>
/// The discrete cosine transform of 8 x 8 blocks (T.81 A.3.3), as products with the matrix B of
/// <see cref="JpegTables.Basis"/>, eight numbers at a time.
/// </summary>
internal static class JpegTransform
{
    /// <summary>Columns, then rows: B X B^T, in place.</summary>
    public static void Forward(Span<float> block)
    {
        ReadOnlySpan<float> basis = JpegTables.Basis;
        ReadOnlySpan<float> transposed = JpegTables.BasisTransposed;
        Span<float> half = stackalloc float[64];
        for (var k = 0; k < 8; k++)
        {
            var sum = Vector256<float>.Zero;
            for (var n = 0; n < 8; n++)
            {
                sum += Vector256.Create<float>(block.Slice(8 * n, 8)) * basis[(8 * k) + n];
            }

            sum.CopyTo(half.Slice(8 * k, 8));
        }

        for (var k = 0; k < 8; k++)
        {
            var sum = Vector256<float>.Zero;
            for (var x = 0; x < 8; x++)
            {
                sum += Vector256.Create(transposed.Slice(8 * x, 8)) * half[(8 * k) + x];
            }

            sum.CopyTo(block.Slice(8 * k, 8));
        }
    }

    /// <summary>B^T X B, 128 added, into a plane.</summary>
    public static void Inverse(ReadOnlySpan<float> block, Plane plane, int left, int top)
    {
        ReadOnlySpan<float> basis = JpegTables.Basis;
        Span<float> half = stackalloc float[64];
        for (var n = 0; n < 8; n++)
        {
            var sum = Vector256<float>.Zero;
            for (var k = 0; k < 8; k++)
            {
                sum += Vector256.Create(block.Slice(8 * k, 8)) * basis[(8 * k) + n];
            }

            sum.CopyTo(half.Slice(8 * n, 8));
        }

        for (var y = 0; y < 8; y++)
        {
            var sum = Vector256.Create(128f);
            for (var k = 0; k < 8; k++)
            {
                sum += Vector256.Create(basis.Slice(8 * k, 8)) * half[(8 * y) + k];
            }

            sum.CopyTo(plane.Row(top + y).Slice(left, 8));
        }
    }
}
