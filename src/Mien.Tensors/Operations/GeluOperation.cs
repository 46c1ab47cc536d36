using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Gaussian error linear unit.</summary>
public static unsafe class GeluOperation
{
    /// <summary>
    /// y = x Phi(x), Phi the exact normal distribution function (Hendrycks and Gimpel 2016). The derivative shares the
    /// exponential and is computed in the same pass when recording.
    /// </summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Gelu(this Tape tape, Tensor x)
    {
        var y = tape.Output(x.Shape, x.RequiresGradient);
        if (y.RequiresGradient)
        {
            var slope = tape.Scratch(x.Length);
            tape.Workers.For(Elementwise.Blocks(x.Length), new ValueAndSlope(x.Length, x.Data, y.Data, slope.Data));
            tape.Record<UnaryNode<Product>>(y).Set(x, slope, default);
        }
        else
        {
            Elementwise.Map(tape.Workers, x.Length, x.Data, y.Data, default(Value));
        }

        tape.Listener?.Hear("Gelu", y, [x]);
        return y;
    }

    private readonly struct Value : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => VectorMath.Gelu(x, out _);
    }

    private readonly struct ValueAndSlope(int length, float* x, float* y, float* slope) : IBlockWork
    {
        public void Run(int block)
        {
            var end = Math.Min(length, (block + 1) * Elementwise.Block);
            for (var i = block * Elementwise.Block; i < end; i += 16)
            {
                VectorMath.Gelu(Vector512.Load(x + i), out var derivative).Store(y + i);
                derivative.Store(slope + i);
            }
        }
    }
}
