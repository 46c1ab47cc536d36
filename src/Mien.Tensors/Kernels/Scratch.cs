using System.Runtime.InteropServices;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Native working memory of one thread for packed matrices and padded pictures. It grows to the largest size asked for
/// and is kept, so that steps after the first allocate nothing; it is freed after its thread has ended.
/// </summary>
internal sealed unsafe class Scratch
{
    private const int Alignment = 64;

    [ThreadStatic]
    private static Scratch? _ofThread;

    private readonly nint[] _memory = new nint[Enum.GetValues<ScratchUse>().Length];
    private readonly nuint[] _bytes = new nuint[Enum.GetValues<ScratchUse>().Length];

    private Scratch() { }

    // Nothing else tells that a thread has ended: the last reference to this object goes with it.
#pragma warning disable MA0055
    /// <summary>Frees the memory; the thread is gone.</summary>
    ~Scratch()
    {
        foreach (var memory in _memory)
        {
            NativeMemory.AlignedFree((void*)memory);
        }
    }
#pragma warning restore MA0055

    /// <summary>
    /// At least <paramref name="count"/> floats of the calling thread, 64-byte aligned, contents undefined; valid until the
    /// thread asks for the same use again.
    /// </summary>
    public static float* Floats(ScratchUse use, long count) => (float*)Bytes(use, (nuint)count * sizeof(float));

    /// <summary>As <see cref="Floats"/>, for offsets.</summary>
    public static nint* Offsets(ScratchUse use, long count) => (nint*)Bytes(use, (nuint)(count * sizeof(nint)));

    private static void* Bytes(ScratchUse use, nuint bytes)
    {
        var scratch = _ofThread ??= new Scratch();
        if (scratch._bytes[(int)use] < bytes)
        {
            scratch.Grow(use, bytes);
        }

        return (void*)scratch._memory[(int)use];
    }

    private void Grow(ScratchUse use, nuint bytes)
    {
        var rounded = (bytes + bytes / 4 + 4095) & ~(nuint)4095;
        NativeMemory.AlignedFree((void*)_memory[(int)use]);
        _bytes[(int)use] = 0;
        _memory[(int)use] = (nint)NativeMemory.AlignedAlloc(rounded, Alignment);
        _bytes[(int)use] = rounded;
    }
}
