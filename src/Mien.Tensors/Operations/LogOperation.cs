using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Natural logarithm.</summary>
public static class LogOperation
{
    /// <summary>y = ln <paramref name="x"/>, whose elements must be above 0.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Log(this Tape tape, Tensor x)
    {
        var y = UnaryOperation.Apply(tape, x, default(Value), default(Gradient), savesOutput: false);
        tape.Listener?.Hear("Log", y, [x]);
        return y;
    }

    private readonly struct Value : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => Vector512.Log(x);
    }

    private readonly struct Gradient : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> x) => d / x;
    }
}
