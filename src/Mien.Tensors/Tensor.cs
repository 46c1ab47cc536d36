using System.Runtime.InteropServices;
using Mien.Tensors.Memory;

namespace Mien.Tensors;

/// <summary>
/// Numbers in float32, contiguous, in native memory aligned to 64 bytes. A tensor made by <see cref="Create(Shape)"/>
/// belongs to its maker, who disposes it; a tensor made by an operation belongs to its <see cref="Tape"/> and is gone
/// after <see cref="Tape.Reset"/>.
/// </summary>
public sealed unsafe class Tensor : IDisposable
{
    internal const int NotPooled = -1;
    internal const int View = -2;

    private float* _data;
    private bool _requiresGradient;

    internal Tensor() { }

    /// <summary>The sizes of the axes.</summary>
    public Shape Shape { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Length => Shape.Length;

    /// <summary>All elements, last axis innermost.</summary>
    /// <exception cref="ObjectDisposedException">The tensor was disposed, or its tape was reset.</exception>
    public Span<float> Values => new(Data, Length);

    /// <summary>
    /// The gradient of the last <see cref="Tape.Backward"/>, same layout as <see cref="Values"/>; zeros where none was
    /// computed. Backward adds to what is there. The gradient of an intermediate is given back during backward.
    /// </summary>
    public Span<float> Gradient
    {
        get
        {
            if (!HasGradient)
            {
                NativeMemory.Clear(GradientForWriting(), (nuint)Length * sizeof(float));
            }

            return new Span<float>(GradientData, Length);
        }
    }

    /// <summary>Whether backward computes this tensor's gradient; set it on the parameters that are to be trained.</summary>
    public bool RequiresGradient
    {
        get => _requiresGradient;
        set
        {
            if (Owner is not null)
            {
                throw new InvalidOperationException(
                    "only tensors made by Tensor.Create can be told to require a gradient"
                );
            }

            _requiresGradient = value;
        }
    }

    /// <summary>The value of a tensor of one element.</summary>
    public float Scalar =>
        Length == 1 ? *Data : throw new InvalidOperationException($"a tensor of shape {Shape} is not one number");

    internal Tape? Owner { get; private set; }

    internal float* Data => _data != null ? _data : throw new ObjectDisposedException(nameof(Tensor));

    internal float* GradientData { get; set; }

    internal bool HasGradient { get; set; }

    internal int DataClass { get; private set; }

    internal int LiveIndex { get; set; }

    /// <summary>True when a view shares the memory, which then must not be taken back before the step ends.</summary>
    internal bool IsShared { get; set; }

    /// <summary>Creates a tensor of zeros that the caller disposes.</summary>
    public static Tensor Create(Shape shape) =>
        new()
        {
            Shape = shape,
            _data = NativeBlock.AllocateZeroed(shape.Length),
            DataClass = NotPooled,
        };

    /// <summary>Creates a tensor with the given elements, last axis innermost; the caller disposes it.</summary>
    /// <exception cref="ArgumentException">The number of elements is not the shape's.</exception>
    public static Tensor Create(Shape shape, ReadOnlySpan<float> values)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException(
                $"shape {shape} holds {shape.Length} elements, not {values.Length}",
                nameof(values)
            );
        }

        var tensor = Create(shape);
        values.CopyTo(tensor.Values);
        return tensor;
    }

    /// <summary>Frees an owned tensor; does nothing to a tensor that belongs to a tape.</summary>
    public void Dispose()
    {
        if (Owner is null)
        {
            NativeBlock.Free(_data);
            NativeBlock.Free(GradientData);
            _data = null;
            GradientData = null;
            HasGradient = false;
        }
    }

    /// <summary>The gradient's memory with undefined content, marked as written.</summary>
    internal float* GradientForWriting()
    {
        if (GradientData == null)
        {
            GradientData = Owner is null ? NativeBlock.Allocate(Data == null ? 0 : Length) : Owner.TakeBuffer(Length);
        }

        HasGradient = true;
        return GradientData;
    }

    internal void Borrow(Tape owner, Shape shape, float* data, int dataClass, bool requiresGradient)
    {
        Owner = owner;
        Shape = shape;
        _data = data;
        DataClass = dataClass;
        _requiresGradient = requiresGradient;
        HasGradient = false;
        GradientData = null;
        IsShared = false;
    }

    internal void Return() => _data = null;
}
