using Mien.Imaging.Pictures;
using Floats = System.Numerics.Vector<float>;

namespace Mien.Imaging.Pooling;

/// <summary>Weighted sums of frames.</summary>
internal static class FrameMixture
{
    public static Plane Of(IReadOnlyList<Plane> frames, ReadOnlySpan<double> weights)
    {
        var sum = new Plane(frames[0].Width, frames[0].Height);
        for (var t = 0; t < frames.Count; t++)
        {
            if (!frames[t].HasSizeOf(sum))
            {
                throw new ArgumentException($"frame {t} has another size than the first", nameof(frames));
            }

            Add(frames[t].Samples, (float)weights[t], sum.Samples);
        }

        return sum;
    }

    private static void Add(ReadOnlySpan<float> frame, float weight, Span<float> sum)
    {
        var i = 0;
        for (; i <= sum.Length - Floats.Count; i += Floats.Count)
        {
            (new Floats(sum[i..]) + (weight * new Floats(frame[i..]))).CopyTo(sum[i..]);
        }

        for (; i < sum.Length; i++)
        {
            sum[i] += weight * frame[i];
        }
    }
}
