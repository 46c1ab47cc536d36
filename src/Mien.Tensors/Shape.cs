using System.Runtime.CompilerServices;

namespace Mien.Tensors;

/// <summary>
/// The sizes of a tensor's axes, outermost first, up to five; the last axis is contiguous. Pictures are
/// [pictures, rows, columns, channels]. A shape of no axes is a single number.
/// </summary>
public readonly struct Shape : IEquatable<Shape>
{
    /// <summary>The most axes that a shape can have.</summary>
    public const int MaximumRank = 5;

    private readonly Axes _axes;
    private readonly int _lengthMinusOne; // so that the default value is a single number

    /// <summary>Creates a shape from its sizes.</summary>
    /// <exception cref="ArgumentException">More than five axes, a size below 1, or 2^31 elements or more.</exception>
    public Shape(params ReadOnlySpan<int> sizes)
    {
        if (sizes.Length > MaximumRank)
        {
            throw new ArgumentException($"a shape has at most {MaximumRank} axes, not {sizes.Length}", nameof(sizes));
        }

        var length = 1L;
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            length *= sizes[axis];
            if (sizes[axis] < 1 || length > int.MaxValue)
            {
                throw new ArgumentException($"axis {axis} of size {sizes[axis]} is out of range", nameof(sizes));
            }

            _axes[axis] = sizes[axis];
        }

        Rank = sizes.Length;
        _lengthMinusOne = (int)length - 1;
    }

    /// <summary>The number of axes.</summary>
    public int Rank { get; }

    /// <summary>The number of elements.</summary>
    public int Length => _lengthMinusOne + 1;

    /// <summary>The size of an axis.</summary>
    public int this[int axis]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)axis, (uint)Rank, nameof(axis));
            return _axes[axis];
        }
    }

    /// <summary>The size of the last axis; 1 for a single number.</summary>
    public int Last => Rank == 0 ? 1 : _axes[Rank - 1];

    /// <summary>True when both have the same axes.</summary>
    public static bool operator ==(Shape left, Shape right) => left.Equals(right);

    /// <summary>True when the shapes differ.</summary>
    public static bool operator !=(Shape left, Shape right) => !left.Equals(right);

    /// <summary>The same shape with one axis of another size.</summary>
    public Shape With(int axis, int size)
    {
        Span<int> sizes = stackalloc int[MaximumRank];
        CopyTo(sizes);
        sizes[axis] = size;
        return new Shape(sizes[..Rank]);
    }

    /// <summary>Writes the sizes to the front of <paramref name="sizes"/>.</summary>
    public void CopyTo(Span<int> sizes) => ((ReadOnlySpan<int>)_axes)[..Rank].CopyTo(sizes);

    /// <summary>The sizes, outermost first.</summary>
    public int[] ToArray() => ((ReadOnlySpan<int>)_axes)[..Rank].ToArray();

    /// <summary>The product of the sizes of axes <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public int Product(int start, int end)
    {
        var product = 1;
        for (var axis = start; axis < end; axis++)
        {
            product *= this[axis];
        }

        return product;
    }

    /// <inheritdoc/>
    public bool Equals(Shape other) =>
        Rank == other.Rank && ((ReadOnlySpan<int>)_axes).SequenceEqual((ReadOnlySpan<int>)other._axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rank, _axes[0], _axes[1], _axes[2], _axes[3], _axes[4]);

    /// <summary>The sizes in brackets, such as [16, 28, 28, 3].</summary>
    public override string ToString() => $"[{string.Join(", ", ToArray())}]";

    [InlineArray(MaximumRank)]
    private struct Axes
    {
        private int _first;
    }
}
