using System.Runtime.InteropServices;

namespace Mien.Tensors.Memory;

/// <summary>Native memory for floats: 64-byte aligned, in whole 64-byte lines, so that vector loops need no remainder.</summary>
internal static unsafe class NativeBlock
{
    public const int Line = 16;

    /// <summary>Rounds a number of floats up to whole lines.</summary>
    public static long Padded(long floats) => (floats + Line - 1) / Line * Line;

    public static float* Allocate(long floats) =>
        (float*)NativeMemory.AlignedAlloc((nuint)(Padded(floats) * sizeof(float)), 64);

    public static float* AllocateZeroed(long floats)
    {
        var pointer = Allocate(floats);
        NativeMemory.Clear(pointer, (nuint)(Padded(floats) * sizeof(float)));
        return pointer;
    }

    public static void Free(float* pointer) => NativeMemory.AlignedFree(pointer);
}
