using Mien.Foundation;
using Mien.Tensors;

namespace Mien.Benchmarks.Measures;

/// <summary>Tensors of uniform random numbers from -1 to 1.</summary>
internal static class RandomTensor
{
    /// <summary>Creates one; the caller disposes it.</summary>
    public static Tensor Create(ulong seed, params ReadOnlySpan<int> sizes)
    {
        var tensor = Tensor.Create(new Shape(sizes));
        var random = new RandomStream(seed);
        foreach (ref var value in tensor.Values)
        {
            value = (float)(random.NextBits() >> 40) / (1 << 23) - 1;
        }

        return tensor;
    }
}
