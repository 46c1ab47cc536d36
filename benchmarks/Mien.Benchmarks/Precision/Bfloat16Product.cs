using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Precision;

/// <summary>
/// A product whose right matrix is stored in bfloat16 and widened in registers: half the bytes of the weights, the same
/// multiply-adds. Rows are multiples of 8, columns of 32. Written to be measured, not to be used.
/// </summary>
internal sealed unsafe class Bfloat16Product : IDisposable
{
    private const int TileRows = 8;
    private const int Panel = 32;
    private readonly Workers _team;
    private readonly int _columns;
    private readonly int _depth;

    /// <summary>For each panel and step 16 words: the low half is column i, the high half column i + 16.</summary>
    private readonly Tensor _panels;

    /// <summary>Packs the right matrix, [depth, columns].</summary>
    public Bfloat16Product(Workers team, ReadOnlySpan<float> right, int depth, int columns)
    {
        (_team, _depth, _columns) = (team, depth, columns);
        _panels = Tensor.Create(new Shape(columns / Panel, depth, Panel / 2));
        for (var panel = 0; panel < columns / Panel; panel++)
        {
            for (var step = 0; step < depth; step++)
            {
                for (var i = 0; i < Panel / 2; i++)
                {
                    var low = Round(right[step * columns + panel * Panel + i]);
                    var high = Round(right[step * columns + panel * Panel + i + Panel / 2]);
                    _panels.Values[(panel * depth + step) * (Panel / 2) + i] = BitConverter.UInt32BitsToSingle(
                        (low >> 16) | high
                    );
                }
            }
        }
    }

    /// <summary>The nearest float whose lower 16 bits are zero, as its bits.</summary>
    public static uint Round(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        return (bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000;
    }

    /// <summary>target = left right.</summary>
    public void Run(float* left, int rows, float* target) =>
        _team.For(Math.Min(16, rows / TileRows), new Blocks(this, left, rows, target));

    /// <inheritdoc/>
    public void Dispose() => _panels.Dispose();

    private readonly struct Blocks(Bfloat16Product product, float* left, int rows, float* target) : IBlockWork
    {
        public void Run(int block)
        {
            var (tiles, blocks) = (rows / TileRows, Math.Min(16, rows / TileRows));
            for (var panel = 0; panel < product._columns / Panel; panel++)
            {
                var weights = product._panels.Data + (nint)panel * product._depth * (Panel / 2);
                for (var tile = block * tiles / blocks; tile < (block + 1) * tiles / blocks; tile++)
                {
                    Tile(
                        left + (nint)tile * TileRows * product._depth,
                        product._depth,
                        weights,
                        target + (nint)tile * TileRows * product._columns + panel * Panel,
                        product._columns
                    );
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(float* left, int depth, float* weights, float* target, int columns)
    {
        Vector512<float> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default,
            c20 = default,
            c21 = default,
            c30 = default,
            c31 = default;
        Vector512<float> c40 = default,
            c41 = default,
            c50 = default,
            c51 = default,
            c60 = default,
            c61 = default,
            c70 = default,
            c71 = default;
        var mask = Vector512.Create(0xFFFF0000u);
        for (var k = 0; k < depth; k++, weights += Panel / 2)
        {
            var pair = Vector512.Load((uint*)weights);
            var b0 = Vector512.ShiftLeft(pair, 16).AsSingle();
            var b1 = (pair & mask).AsSingle();
            var x = Vector512.Create(left[k]);
            (c00, c01) = (Fma(x, b0, c00), Fma(x, b1, c01));
            x = Vector512.Create(left[depth + k]);
            (c10, c11) = (Fma(x, b0, c10), Fma(x, b1, c11));
            x = Vector512.Create(left[2 * depth + k]);
            (c20, c21) = (Fma(x, b0, c20), Fma(x, b1, c21));
            x = Vector512.Create(left[3 * depth + k]);
            (c30, c31) = (Fma(x, b0, c30), Fma(x, b1, c31));
            x = Vector512.Create(left[4 * depth + k]);
            (c40, c41) = (Fma(x, b0, c40), Fma(x, b1, c41));
            x = Vector512.Create(left[5 * depth + k]);
            (c50, c51) = (Fma(x, b0, c50), Fma(x, b1, c51));
            x = Vector512.Create(left[6 * depth + k]);
            (c60, c61) = (Fma(x, b0, c60), Fma(x, b1, c61));
            x = Vector512.Create(left[7 * depth + k]);
            (c70, c71) = (Fma(x, b0, c70), Fma(x, b1, c71));
        }

        Store(target, c00, c01);
        Store(target + columns, c10, c11);
        Store(target + 2 * columns, c20, c21);
        Store(target + 3 * columns, c30, c31);
        Store(target + 4 * columns, c40, c41);
        Store(target + 5 * columns, c50, c51);
        Store(target + 6 * columns, c60, c61);
        Store(target + 7 * columns, c70, c71);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Fma(Vector512<float> x, Vector512<float> y, Vector512<float> z) =>
        Vector512.FusedMultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* target, Vector512<float> first, Vector512<float> second)
    {
        first.Store(target);
        second.Store(target + 16);
    }
}
