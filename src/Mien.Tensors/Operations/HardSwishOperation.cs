using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Hard swish (Howard et al. 2019).</summary>
public static class HardSwishOperation
{
    /// <summary>y = x min(max(x + 3, 0), 6) / 6.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor HardSwish(this Tape tape, Tensor x)
    {
        var y = UnaryOperation.Apply(tape, x, default(Value), default(Gradient), savesOutput: false);
        tape.Listener?.Hear("HardSwish", y, [x]);
        return y;
    }

    private readonly struct Value : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) =>
            x
            * Vector512.Min(Vector512.Max(x + Vector512.Create(3f), Vector512<float>.Zero), Vector512.Create(6f))
            * (1f / 6);
    }

    private readonly struct Gradient : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> d, Vector512<float> x) =>
            Vector512.ConditionalSelect(
                Vector512.GreaterThan(x, Vector512.Create(-3f)),
                Vector512.ConditionalSelect(
                    Vector512.LessThan(x, Vector512.Create(3f)),
                    d * ((x * (1f / 3)) + Vector512.Create(0.5f)),
                    d
                ),
                Vector512<float>.Zero
            );
    }
}
