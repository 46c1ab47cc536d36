using System.Numerics;
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

        var total = VectorMath.Sum(sum);
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

        var total = VectorMath.Sum(sum);
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

        var total = VectorMath.Sum(sum);
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

        var total = VectorMath.Sum(sum);
        for (; i < length; i++)
        {
            total += (x[i] - mean) * (x[i] - mean);
        }

        return total;
    }

    public static float Maximum(int length, float* x)
    {
        var best = Vector512.Create(float.NegativeInfinity);
        var i = 0;
        for (; i + 16 <= length; i += 16)
        {
            best = Vector512.MaxNative(best, Vector512.Load(x + i));
        }

        var maximum = VectorMath.Maximum(best);
        for (; i < length; i++)
        {
            maximum = float.MaxNative(maximum, x[i]);
        }

        return maximum;
    }

    /// <summary>The first place of a value, or 0 when it is nowhere (a maximum among values that are no numbers).</summary>
    public static int FirstOf(int length, float* x, float value)
    {
        var wanted = Vector512.Create(value);
        var i = 0;
        for (; i + 16 <= length; i += 16)
        {
            var hits = Vector512.Equals(Vector512.Load(x + i), wanted).ExtractMostSignificantBits();
            if (hits != 0)
            {
                return i + BitOperations.TrailingZeroCount(hits);
            }
        }

        for (; i < length; i++)
        {
            if (x[i] == value)
            {
                return i;
            }
        }

        return 0;
    }
}
