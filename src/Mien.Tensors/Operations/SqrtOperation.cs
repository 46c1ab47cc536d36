using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Square root.</summary>
public static class SqrtOperation
{
    /// <summary>y = the root of <paramref name="x"/>, whose elements must be above 0: at 0 the slope is infinite.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Sqrt(this Tape tape, Tensor x)
    {
        var y = UnaryOperation.Apply(tape, x, default(Value), default(Gradient), savesOutput: true);
        tape.Listener?.Hear("Sqrt", y, [x]);
        return y;
    }

    private readonly struct Value : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => Vector512.Sqrt(x);
    }

    private readonly struct Gradient : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> y) => d * 0.5f / y;
    }
}
