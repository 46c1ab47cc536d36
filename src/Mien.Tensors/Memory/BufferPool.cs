using System.Numerics;

namespace Mien.Tensors.Memory;

/// <summary>
/// Native buffers by size class, eight classes an octave (at most an eighth is unused). What comes back last is given
/// out first, while it is still in the cache. Once a program's peak is reached, nothing is allocated.
/// </summary>
internal sealed unsafe class BufferPool : IDisposable
{
    private const int Classes = 256;
    private readonly Stack<nint>?[] _free = new Stack<nint>?[Classes];
    private readonly List<nint> _all = [];

    public long Bytes { get; private set; }

    /// <summary>The class that holds at least this many floats.</summary>
    public static int ClassOf(int floats)
    {
        var lines = (uint)((floats + (long)NativeBlock.Line - 1) / NativeBlock.Line);
        if (lines <= 8)
        {
            return (int)Math.Max(lines, 1);
        }

        var shift = BitOperations.Log2(lines - 1) - 3;
        return (8 * shift) + (int)((lines - 1) >> shift) + 1;
    }

    /// <summary>The floats that a buffer of the class holds.</summary>
    public static long CapacityOf(int sizeClass)
    {
        if (sizeClass <= 8)
        {
            return (long)sizeClass * NativeBlock.Line;
        }

        var shift = (sizeClass - 9) / 8;
        return (long)(sizeClass - (8 * shift)) * NativeBlock.Line << shift;
    }

    public float* Take(int sizeClass)
    {
        var free = _free[sizeClass] ??= new Stack<nint>();
        if (free.TryPop(out var pointer))
        {
            return (float*)pointer;
        }

        var fresh = NativeBlock.Allocate(CapacityOf(sizeClass));
        _all.Add((nint)fresh);
        Bytes += CapacityOf(sizeClass) * sizeof(float);
        free.EnsureCapacity(_all.Count);
        return fresh;
    }

    public void Give(float* pointer, int sizeClass) => _free[sizeClass]!.Push((nint)pointer);

    public void Dispose()
    {
        foreach (var pointer in _all)
        {
            NativeBlock.Free((float*)pointer);
        }

        _all.Clear();
        Array.Clear(_free);
        Bytes = 0;
    }
}
