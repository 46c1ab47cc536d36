using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Rectified linear unit that leaks.</summary>
public static class LeakyReluOperation
{
    /// <summary>y = x above 0 and <paramref name="slope"/> x below.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor LeakyRelu(this Tape tape, Tensor x, float slope = 0.01f)
    {
        var y = UnaryOperation.Apply(tape, x, new Value(slope), new Gradient(slope), savesOutput: false);
        tape.Listener?.Hear("LeakyRelu", y, [x], [("alpha", slope)]);
        return y;
    }

    private readonly struct Value(float slope) : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, x * slope);
    }

    private readonly struct Gradient(float slope) : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> x) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), d, d * slope);
    }
}
