namespace Mien.Tensors.Operations;

/// <summary>Subtraction.</summary>
public static class SubtractOperation
{
    /// <summary>y = x - other, with <paramref name="other"/> spread as in <see cref="AddOperation.Add"/>.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Subtract(this Tape tape, Tensor x, Tensor other) => tape.Add(x, tape.Scale(other, -1));
}
