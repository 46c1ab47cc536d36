using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Rectified linear unit.</summary>
public static class ReluOperation
{
    /// <summary>y = max(x, 0); the gradient at 0 is 0.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Relu(this Tape tape, Tensor x)
    {
        var y = UnaryOperation.Apply(tape, x, default(Value), default(Gradient), savesOutput: true);
        tape.Listener?.Hear("Relu", y, [x]);
        return y;
    }

    private readonly struct Value : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => Vector512.Max(x, Vector512<float>.Zero);
    }

    private readonly struct Gradient : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> y) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), d, Vector512<float>.Zero);
    }
}
