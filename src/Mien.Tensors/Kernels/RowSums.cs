using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>Reductions of contiguous runs.</summary>
internal static unsafe class RowSums
{
    public static float Sum(int length, float* x)
    {
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i + 16 <= length; i += 16)
        {
            sum += Vector512.Load(x + i);
        }

        var total = Vector512.Sum(sum);
        for (; i < length; i++)
        {
            total += x[i];
        }

        return total;
    }

    public static float Dot(int length, float* x, float* y)
    {
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i + 16 <= length; i += 16)
        {
            sum = VectorMath.Fma(Vector512.Load(x + i), Vector512.Load(y + i), sum);
        }

        var total = Vector512.Sum(sum);
        for (; i < length; i++)
        {
            total += x[i] * y[i];
        }

        return total;
    }

    public static float Dot(int length, float* x, float* y, float* z)
    {
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i + 16 <= length; i += 16)
        {
            sum = VectorMath.Fma(Vector512.Load(x + i) * Vector512.Load(y + i), Vector512.Load(z + i), sum);
        }

        var total = Vector512.Sum(sum);
        for (; i < length; i++)
        {
            total += x[i] * y[i] * z[i];
        }

        return total;
    }

    public static float SquaredDeviations(int length, float* x, float mean)
    {
        var origin = Vector512.Create(mean);
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i + 16 <= length; i += 16)
        {
            var deviation = Vector512.Load(x + i) - origin;
            sum = VectorMath.Fma(deviation, deviation, sum);
        }

        var total = Vector512.Sum(sum);
        for (; i < length; i++)
        {
            total += (x[i] - mean) * (x[i] - mean);
        }

        return total;
    }

    public static float Maximum(int length, float* x)
    {
        var maximum = float.NegativeInfinity;
        var i = 0;
        if (length >= 16)
        {
            var best = Vector512.Load(x);
            for (i = 16; i + 16 <= length; i += 16)
            {
                best = Vector512.Max(best, Vector512.Load(x + i));
            }

            for (var lane = 0; lane < 16; lane++)
            {
                maximum = MathF.Max(maximum, best[lane]);
            }
        }

        for (; i < length; i++)
        {
            maximum = MathF.Max(maximum, x[i]);
        }

        return maximum;
    }
}
