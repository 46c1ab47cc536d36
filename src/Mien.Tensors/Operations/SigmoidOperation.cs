using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Logistic function.</summary>
public static class SigmoidOperation
{
    /// <summary>y = 1 / (1 + e^-x).</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Sigmoid(this Tape tape, Tensor x)
    {
        var y = UnaryOperation.Apply(tape, x, default(Value), default(Gradient), savesOutput: true);
        tape.Listener?.Hear("Sigmoid", y, [x]);
        return y;
    }

    private readonly struct Value : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => VectorMath.Sigmoid(x);
    }

    private readonly struct Gradient : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> y) => d * y * (Vector512<float>.One - y);
    }
}
