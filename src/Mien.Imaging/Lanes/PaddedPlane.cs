using System.Runtime.CompilerServices;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Lanes;

/// <summary>
/// One channel of floats for kernels: rows start on 64-byte borders and have <see cref="Margin"/> floats free on both
/// sides, and there is a row above and one below, so that whole registers can be read and written without a remainder and
/// neighbours of edge samples can be reached. What the margins hold is up to the kernel. The memory is pinned, never moves
/// and is freed with the object.
/// </summary>
internal sealed unsafe class PaddedPlane
{
    /// <summary>Free floats on each side of a row.</summary>
    public const int Margin = 16;

    private readonly float[] _memory;
    private readonly float* _first;

    public PaddedPlane(int width, int height)
    {
        Width = width;
        Height = height;
        // An odd number of cache lines: rows above one another then fall into different sets of the cache.
        Stride = (((width + Margin - 1) / Margin) + 2 | 1) * Margin;
        _memory = GC.AllocateArray<float>((Stride * (height + 2)) + Margin, pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _first = (float*)((address + 63) & ~(nuint)63) + Stride + Margin;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Floats from a row to the next.</summary>
    public int Stride { get; }

    /// <summary>The first sample of row <paramref name="y"/>, -1 to Height.</summary>
    public float* Row(int y) => _first + ((nint)y * Stride);

    /// <summary>The samples of row <paramref name="y"/> without margins.</summary>
    public Span<float> Samples(int y) => new(Row(y), Width);

    /// <summary>Sets everything, margins included, to zero.</summary>
    public void Clear() => Array.Clear(_memory);

    /// <summary>Copies samples in, margins untouched.</summary>
    public void CopyFrom(Plane plane)
    {
        for (var y = 0; y < Height; y++)
        {
            plane.Row(y).CopyTo(Samples(y));
        }
    }

    /// <summary>Copies samples out.</summary>
    public void CopyTo(Plane plane)
    {
        for (var y = 0; y < Height; y++)
        {
            Samples(y).CopyTo(plane.Row(y));
        }
    }

    /// <summary>As <see cref="CopyFrom"/>, for planes that a caller gave.</summary>
    /// <exception cref="ArgumentException">The plane has another size.</exception>
    public void CopyFromChecked(Plane plane)
    {
        Check(plane);
        CopyFrom(plane);
    }

    /// <summary>As <see cref="CopyTo"/>, for planes that a caller gave.</summary>
    /// <exception cref="ArgumentException">The plane has another size.</exception>
    public void CopyToChecked(Plane plane)
    {
        Check(plane);
        CopyTo(plane);
    }

    private void Check(Plane plane)
    {
        ArgumentNullException.ThrowIfNull(plane);
        if (plane.Width != Width || plane.Height != Height)
        {
            throw new ArgumentException(
                $"{plane.Width} x {plane.Height} samples were given where {Width} x {Height} are handled"
            );
        }
    }
}
