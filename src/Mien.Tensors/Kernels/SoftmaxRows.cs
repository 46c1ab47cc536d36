using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>Softmax of one row, the largest value subtracted first so that nothing overflows.</summary>
internal static unsafe class SoftmaxRows
{
    /// <summary>y = e^(x - max) / sum; returns log(sum) + max, so that log softmax is x minus it.</summary>
    public static float Softmax(int length, float* x, float* y)
    {
        var maximum = RowSums.Maximum(length, x);
        var shift = Vector512.Create(maximum);
        var sum = Vector512<float>.Zero;
        var i = 0;
        for (; i + 16 <= length; i += 16)
        {
            var e = VectorMath.Exp(Vector512.Load(x + i) - shift);
            e.Store(y + i);
            sum += e;
        }

        var total = VectorMath.Sum(sum);
        if (i < length)
        {
            total += Remainder(length - i, shift, x + i, y + i);
        }

        var factor = 1 / total;
        for (i = 0; i + 16 <= length; i += 16)
        {
            (Vector512.Load(y + i) * factor).Store(y + i);
        }

        for (; i < length; i++)
        {
            y[i] *= factor;
        }

        return MathF.Log(total) + maximum;
    }

    private static float Remainder(int count, Vector512<float> shift, float* x, float* y)
    {
        var lanes = stackalloc float[16];
        new ReadOnlySpan<float>(x, count).CopyTo(new Span<float>(lanes, 16));
        VectorMath.Exp(Vector512.Load(lanes) - shift).Store(lanes);
        var sum = 0f;
        for (var i = 0; i < count; i++)
        {
            y[i] = lanes[i];
            sum += lanes[i];
        }

        return sum;
    }
}
