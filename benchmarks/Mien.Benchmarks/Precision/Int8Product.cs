using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mien.Foundation;

namespace Mien.Benchmarks.Precision;

/// <summary>
/// A product in 8-bit integers with AVX-VNNI, the one 8-bit dot product that .NET 10 exposes (256-bit registers, unsigned
/// times signed): activations are quantised with one scale and zero point, weights with a scale for each column, and the
/// sums are made floats again. Rows are multiples of 6, columns of 16, the depth of 4. Written to be measured, not to be used.
/// </summary>
internal sealed unsafe class Int8Product : IDisposable
{
    private const int TileRows = 6;
    private const int Panel = 16;
    private readonly Workers _team;
    private readonly int _columns;
    private readonly int _depth;
    private readonly float[] _scales;
    private readonly int[] _columnSums;

    /// <summary>For each panel and four steps, the four weights of every column side by side.</summary>
    private readonly sbyte* _panels;

    private byte* _left;
    private int _leftLength;

    /// <summary>Quantises and packs the right matrix, [depth, columns].</summary>
    public Int8Product(Workers team, ReadOnlySpan<float> right, int depth, int columns)
    {
        (_team, _depth, _columns) = (team, depth, columns);
        _panels = (sbyte*)NativeMemory.AlignedAlloc((nuint)(depth * columns), 64);
        (_scales, _columnSums) = (new float[columns], new int[columns]);
        for (var column = 0; column < columns; column++)
        {
            var largest = 1e-12f;
            for (var step = 0; step < depth; step++)
            {
                largest = Math.Max(largest, Math.Abs(right[step * columns + column]));
            }

            _scales[column] = largest / 127;
            for (var step = 0; step < depth; step++)
            {
                var value = (sbyte)MathF.Round(right[step * columns + column] / _scales[column]);
                _panels[column / Panel * Panel * depth + step / 4 * 4 * Panel + column % Panel * 4 + step % 4] = value;
                _columnSums[column] += value;
            }
        }
    }

    /// <summary>True when the processor has the instruction.</summary>
    public static bool IsSupported => AvxVnni.IsSupported;

    /// <summary>target = left right, where the left values lie in [least, largest].</summary>
    public void Run(float* left, int rows, float least, float largest, float* target)
    {
        if (_leftLength < rows * _depth)
        {
            NativeMemory.AlignedFree(_left);
            _leftLength = rows * _depth;
            _left = (byte*)NativeMemory.AlignedAlloc((nuint)_leftLength, 64);
        }

        var scale = (largest - least) / 255;
        var zero = (int)MathF.Round(-least / scale);
        _team.For(Math.Min(16, rows / TileRows), new Blocks(this, left, rows, scale, zero, target));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_panels);
        NativeMemory.AlignedFree(_left);
    }

    private readonly struct Blocks(Int8Product product, float* left, int rows, float scale, int zero, float* target)
        : IBlockWork
    {
        public void Run(int block)
        {
            var (tiles, blocks, depth) = (rows / TileRows, Math.Min(16, rows / TileRows), product._depth);
            var (first, end) = (block * tiles / blocks, (block + 1) * tiles / blocks);
            Quantize(
                left + (nint)first * TileRows * depth,
                (end - first) * TileRows * depth,
                1 / scale,
                zero,
                product._left + (nint)first * TileRows * depth
            );
            var sums = stackalloc int[TileRows * Panel];
            for (var column = 0; column < product._columns; column += Panel)
            {
                for (var tile = first; tile < end; tile++)
                {
                    Tile(
                        product._left + (nint)tile * TileRows * depth,
                        depth,
                        product._panels + (nint)column * depth,
                        sums
                    );
                    product.Dequantize(
                        sums,
                        column,
                        scale,
                        zero,
                        target + (nint)tile * TileRows * product._columns + column
                    );
                }
            }
        }
    }

    private static void Quantize(float* from, int count, float factor, int zero, byte* to)
    {
        var offset = Vector512.Create(zero + 0.5f);
        for (var i = 0; i < count; i += 16)
        {
            var value = Vector512.ConvertToInt32(
                Vector512.FusedMultiplyAdd(Vector512.Load(from + i), Vector512.Create(factor), offset)
            );
            Avx512F
                .ConvertToVector128ByteWithSaturation(Vector512.Max(value, Vector512<int>.Zero).AsUInt32())
                .Store(to + i);
        }
    }

    private void Dequantize(int* sums, int column, float scale, int zero, float* target)
    {
        fixed (float* scales = _scales)
        fixed (int* columnSums = _columnSums)
        {
            var factor = Vector512.Load(scales + column) * scale;
            var offset = Vector512.Load(columnSums + column) * zero;
            for (var row = 0; row < TileRows; row++)
            {
                var sum = Vector512.Load(sums + row * Panel) - offset;
                (Vector512.ConvertToSingle(sum) * factor).Store(target + (nint)row * _columns);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(byte* left, int depth, sbyte* weights, int* sums)
    {
        Vector256<int> c00 = default,
            c01 = default,
            c10 = default,
            c11 = default,
            c20 = default,
            c21 = default;
        Vector256<int> c30 = default,
            c31 = default,
            c40 = default,
            c41 = default,
            c50 = default,
            c51 = default;
        for (var k = 0; k < depth; k += 4, weights += 4 * Panel)
        {
            var b0 = Vector256.Load(weights);
            var b1 = Vector256.Load(weights + 32);
            var x = Vector256.Create(*(int*)(left + k)).AsByte();
            c00 = AvxVnni.MultiplyWideningAndAdd(c00, x, b0);
            c01 = AvxVnni.MultiplyWideningAndAdd(c01, x, b1);
            x = Vector256.Create(*(int*)(left + depth + k)).AsByte();
            c10 = AvxVnni.MultiplyWideningAndAdd(c10, x, b0);
            c11 = AvxVnni.MultiplyWideningAndAdd(c11, x, b1);
            x = Vector256.Create(*(int*)(left + 2 * depth + k)).AsByte();
            c20 = AvxVnni.MultiplyWideningAndAdd(c20, x, b0);
            c21 = AvxVnni.MultiplyWideningAndAdd(c21, x, b1);
            x = Vector256.Create(*(int*)(left + 3 * depth + k)).AsByte();
            c30 = AvxVnni.MultiplyWideningAndAdd(c30, x, b0);
            c31 = AvxVnni.MultiplyWideningAndAdd(c31, x, b1);
            x = Vector256.Create(*(int*)(left + 4 * depth + k)).AsByte();
            c40 = AvxVnni.MultiplyWideningAndAdd(c40, x, b0);
            c41 = AvxVnni.MultiplyWideningAndAdd(c41, x, b1);
            x = Vector256.Create(*(int*)(left + 5 * depth + k)).AsByte();
            c50 = AvxVnni.MultiplyWideningAndAdd(c50, x, b0);
            c51 = AvxVnni.MultiplyWideningAndAdd(c51, x, b1);
        }

        c00.Store(sums);
        c01.Store(sums + 8);
        c10.Store(sums + 16);
        c11.Store(sums + 24);
        c20.Store(sums + 32);
        c21.Store(sums + 40);
        c30.Store(sums + 48);
        c31.Store(sums + 56);
        c40.Store(sums + 64);
        c41.Store(sums + 72);
        c50.Store(sums + 80);
        c51.Store(sums + 88);
    }
}
