using System.Runtime.InteropServices;
using Mien.Foundation;

namespace Mien.Tensors.Tests.Kernels;

/// <summary>Native floats for a kernel, between guard words that tell when it wrote outside.</summary>
public sealed unsafe class KernelData : IDisposable
{
    private const int Guard = 16;
    private const float GuardValue = 1234.5f;
    private readonly float* _memory;
    private readonly int _count;

    public KernelData(int count)
    {
        _count = count;
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)(count + 2 * Guard) * sizeof(float), 64);
        Values.Clear();
        new Span<float>(_memory, Guard).Fill(GuardValue);
        new Span<float>(First + count, Guard).Fill(GuardValue);
    }

    public float* First => _memory + Guard;

    public Span<float> Values => new(First, _count);

    public static KernelData Random(int count, ulong seed)
    {
        var data = new KernelData(count);
        var random = new RandomStream(seed);
        foreach (ref var value in data.Values)
        {
            value = (float)random.NextBits() / ulong.MaxValue - 0.5f;
        }

        return data;
    }

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            if (!(Math.Abs(expected[i] - actual[i]) <= tolerance))
            {
                Assert.Fail($"element {i} is {actual[i]}, not {expected[i]}");
            }
        }
    }

    public void Dispose()
    {
        var whole =
            new Span<float>(_memory, Guard).IndexOfAnyExcept(GuardValue) < 0
            && new Span<float>(First + _count, Guard).IndexOfAnyExcept(GuardValue) < 0;
        NativeMemory.AlignedFree(_memory);
        Assert.True(whole, "the kernel wrote outside its target");
    }
}
