using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mien.Data;

/// <summary>
/// Many standard normal numbers at once: eight SplitMix64 counters side by side give uniform numbers, and Box and
/// Muller's transform (1958) makes two normal ones of two of them. A seed gives the same numbers on every machine whose
/// vector logarithm, sine and cosine are the same code, which .NET's are.
/// </summary>
internal static class NormalNumbers
{
    private const int Block = 32;

    /// <summary>Fills the values; the n-th number depends on the seed and n alone.</summary>
    public static void Fill(Span<float> values, ulong seed)
    {
        var counter = Vector512.Create(seed) + (Vector512.Create(1UL, 2, 3, 4, 5, 6, 7, 8) * Golden);
        while (values.Length >= Block)
        {
            Next(ref counter, values);
            values = values[Block..];
        }

        if (values.Length > 0)
        {
            Span<float> rest = stackalloc float[Block];
            Next(ref counter, rest);
            rest[..values.Length].CopyTo(values);
        }
    }

    private static Vector512<ulong> Golden => Vector512.Create(0x9E3779B97F4A7C15UL);

    private static void Next(ref Vector512<ulong> counter, Span<float> values)
    {
        var first = Uniform(ref counter);
        var second = Uniform(ref counter);
        var radius = Vector512.Sqrt(Vector512.Log(first) * -2f);
        var (sin, cos) = Vector512.SinCos(second * (2 * MathF.PI));
        ref var to = ref MemoryMarshal.GetReference(values);
        (radius * cos).StoreUnsafe(ref to);
        (radius * sin).StoreUnsafe(ref to, 16);
    }

    /// <summary>Sixteen numbers in (0, 1], 24 bits each.</summary>
    private static Vector512<float> Uniform(ref Vector512<ulong> counter)
    {
        counter += Golden * 8;
        var z = counter;
        z = (z ^ (z >>> 30)) * Vector512.Create(0xBF58476D1CE4E5B9UL);
        z = (z ^ (z >>> 27)) * Vector512.Create(0x94D049BB133111EBUL);
        z ^= z >>> 31;
        return (Vector512.ConvertToSingle((z.AsUInt32() >>> 8).AsInt32()) + Vector512<float>.One) * (1f / (1 << 24));
    }
}
