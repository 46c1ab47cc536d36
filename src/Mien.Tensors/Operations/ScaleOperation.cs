using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Multiplication by a constant.</summary>
public static class ScaleOperation
{
    /// <summary>y = <paramref name="factor"/> x.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Scale(this Tape tape, Tensor x, float factor)
    {
        var y = UnaryOperation.Apply(tape, x, new Value(factor), new Gradient(factor), savesOutput: false);
        tape.Listener?.Hear("Scale", y, [x], [("factor", factor)]);
        return y;
    }

    private readonly struct Value(float factor) : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => x * factor;
    }

    private readonly struct Gradient(float factor) : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> x) => d * factor;
    }
}
