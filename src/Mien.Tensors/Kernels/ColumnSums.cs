using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Sums over the rows of a row-major matrix. A row of any width is handled by full vectors: the matrix is read as a
/// stream whose columns repeat every <see cref="Period"/> floats, a multiple of both the width and 16.
/// </summary>
internal static unsafe class ColumnSums
{
    /// <summary>The least common multiple of the width and the 16 lanes.</summary>
    public static int Period(int columns) => columns * (16 / (int)GreatestPowerDivisor(columns));

    /// <summary>to[c] = sum over rows of x[r, c]; uses <paramref name="period"/> as working memory of <see cref="Period"/> floats.</summary>
    public static void Sum(int rows, int columns, float* x, float* to, float* period)
    {
        var width = Period(columns);
        var length = (long)rows * columns;
        var whole = length / width;
        for (var j = 0; j < width; j += 16)
        {
            var sum = Vector512<float>.Zero;
            var p = x + j;
            for (var s = 0L; s < whole; s++, p += width)
            {
                sum += Vector512.Load(p);
            }

            sum.Store(period + j);
        }

        var rest = x + (whole * width);
        for (var i = 0; i < length - (whole * width); i++)
        {
            period[i] += rest[i];
        }

        Fold(columns, width, period, to);
    }

    /// <summary>to[c] = sum over rows of x[r, c] y[r, c].</summary>
    public static void SumOfProducts(int rows, int columns, float* x, float* y, float* to, float* period)
    {
        var width = Period(columns);
        var length = (long)rows * columns;
        var whole = length / width;
        for (var j = 0; j < width; j += 16)
        {
            var sum = Vector512<float>.Zero;
            var offset = (long)j;
            for (var s = 0L; s < whole; s++, offset += width)
            {
                sum = VectorMath.Fma(Vector512.Load(x + offset), Vector512.Load(y + offset), sum);
            }

            sum.Store(period + j);
        }

        var start = whole * width;
        for (var i = start; i < length; i++)
        {
            period[i - start] += x[i] * y[i];
        }

        Fold(columns, width, period, to);
    }

    /// <summary>to[c] = sum of from[c], from[c + columns], ... over a whole period.</summary>
    public static void Fold(int columns, int width, float* from, float* to)
    {
        new Span<float>(from, columns).CopyTo(new Span<float>(to, columns));
        for (var repeat = columns; repeat < width; repeat += columns)
        {
            for (var c = 0; c < columns; c++)
            {
                to[c] += from[repeat + c];
            }
        }
    }

    /// <summary>to = from repeated to a whole period.</summary>
    public static void Expand(int columns, float* from, float* to)
    {
        var width = Period(columns);
        for (var repeat = 0; repeat < width; repeat += columns)
        {
            new Span<float>(from, columns).CopyTo(new Span<float>(to + repeat, columns));
        }
    }

    private static uint GreatestPowerDivisor(int columns) => Math.Min(16u, (uint)columns & (uint)-columns);
}
