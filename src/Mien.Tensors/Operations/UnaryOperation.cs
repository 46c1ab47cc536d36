using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>The shared part of the elementwise operations.</summary>
internal static unsafe class UnaryOperation
{
    /// <summary>y = f(x); the gradient is computed from the input or, when <paramref name="savesOutput"/>, from the output.</summary>
    public static Tensor Apply<TFunction, TGradient>(
        Tape tape,
        Tensor x,
        TFunction f,
        TGradient gradient,
        bool savesOutput
    )
        where TFunction : struct, IUnaryFunction
        where TGradient : struct, IBinaryFunction
    {
        var y = tape.Output(x.Shape, x.RequiresGradient);
        Elementwise.Map(tape.Workers, x.Length, x.Data, y.Data, f);
        if (y.RequiresGradient)
        {
            tape.Record<UnaryNode<TGradient>>(y).Set(x, savesOutput ? y : x, gradient);
        }

        return y;
    }
}
