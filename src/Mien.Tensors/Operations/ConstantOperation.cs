namespace Mien.Tensors.Operations;

/// <summary>Tensors that a step needs and that depend on nothing.</summary>
public static class ConstantOperation
{
    /// <summary>A tensor of zeros that belongs to the tape.</summary>
    public static Tensor Zeros(this Tape tape, Shape shape)
    {
        var y = tape.Output(shape, differentiable: false);
        y.Values.Clear();
        tape.Listener?.Hear("Constant", y, []);
        return y;
    }

    /// <summary>A tensor with a copy of the given elements that belongs to the tape, such as a batch.</summary>
    /// <exception cref="ArgumentException">The number of elements is not the shape's.</exception>
    public static Tensor Constant(this Tape tape, Shape shape, ReadOnlySpan<float> values)
    {
        if (values.Length != shape.Length)
        {
            throw new ArgumentException(
                $"shape {shape} holds {shape.Length} elements, not {values.Length}",
                nameof(values)
            );
        }

        var y = tape.Output(shape, differentiable: false);
        values.CopyTo(y.Values);
        tape.Listener?.Hear("Constant", y, []);
        return y;
    }
}
