using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Reciprocal; a quotient is a product with it.</summary>
public static class ReciprocalOperation
{
    /// <summary>y = 1 / <paramref name="x"/>.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Reciprocal(this Tape tape, Tensor x)
    {
        var y = UnaryOperation.Apply(tape, x, default(Value), default(Gradient), savesOutput: true);
        tape.Listener?.Hear("Reciprocal", y, [x]);
        return y;
    }

    private readonly struct Value : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => Vector512<float>.One / x;
    }

    private readonly struct Gradient : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> y) => -d * y * y;
    }
}
