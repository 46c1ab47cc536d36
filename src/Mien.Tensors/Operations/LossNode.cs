using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Backward of a loss whose derivative was computed with its value.</summary>
internal sealed unsafe class LossNode : Node
{
    private Tensor _input = null!;
    private Tensor _slope = null!;

    /// <summary>The loss as a tensor, with <paramref name="slope"/> its derivative, kept until backward.</summary>
    public static Tensor Record(Tape tape, float value, Tensor input, Tensor slope)
    {
        var loss = tape.Output(new Shape(1), input.RequiresGradient);
        *loss.Data = value;
        if (loss.RequiresGradient)
        {
            tape.Record<LossNode>(loss).Set(input, slope);
        }
        else
        {
            tape.ReleaseScratch(slope);
        }

        return loss;
    }

    public override void Backward(Tape tape)
    {
        var factor = new Times(*Output.GradientData);
        var to = tape.GradientOf(_input, out var accumulate);
        Elementwise.Map(tape.Workers, _input.Length, _slope.Data, to, factor, accumulate);
        tape.ReleaseScratch(_slope);
    }

    private void Set(Tensor input, Tensor slope) => (_input, _slope) = (input, slope);

    private readonly struct Times(float factor) : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => x * factor;
    }
}
