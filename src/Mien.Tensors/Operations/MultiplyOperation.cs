using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Multiplication.</summary>
public static unsafe class MultiplyOperation
{
    /// <summary>
    /// y = x other, element by element. The shapes are equal, or <paramref name="other"/> is spread: axes left out in
    /// front or of size 1 repeat ([N, 1, 1, C] channel gate, [N, H, W, 1] spatial gate).
    /// </summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="other"/> cannot be spread over <paramref name="x"/>.</exception>
    public static Tensor Multiply(this Tape tape, Tensor x, Tensor other)
    {
        var plan = BroadcastPlan.Of(x.Shape, other.Shape);
        var y = tape.Output(x.Shape, x.RequiresGradient || other.RequiresGradient);
        Spread(tape, plan, x.Data, other.Data, y.Data, accumulate: false);
        if (y.RequiresGradient)
        {
            tape.Record<MultiplyNode>(y).Set(x, other, plan);
        }

        tape.Listener?.Hear("Multiply", y, [x, other]);
        return y;
    }

    private static void Spread(Tape tape, BroadcastPlan plan, float* large, float* small, float* to, bool accumulate)
    {
        if (plan.IsElementwise)
        {
            Elementwise.Map(tape.Workers, plan.Length, large, small, to, default(Product), accumulate);
        }
        else
        {
            Broadcast.Map(tape.Workers, plan, large, small, to, default(Product), accumulate);
        }
    }

    private sealed class MultiplyNode : Node
    {
        private Tensor _x = null!;
        private Tensor _other = null!;
        private BroadcastPlan _plan;

        public void Set(Tensor x, Tensor other, BroadcastPlan plan) => (_x, _other, _plan) = (x, other, plan);

        // The other input first: the gradient of x may be computed in the memory of the output's gradient.
        public override void Backward(Tape tape)
        {
            var from = Output.GradientData;
            var toOther = tape.GradientOf(_other, out var accumulate);
            if (toOther != null && _plan.IsElementwise)
            {
                Elementwise.Map(tape.Workers, _other.Length, from, _x.Data, toOther, default(Product), accumulate);
            }
            else if (toOther != null)
            {
                Broadcast.SumOfProducts(tape, _plan, from, _x.Data, toOther, accumulate);
            }

            var toX = tape.GradientInPlace(Output, _x, out accumulate);
            if (toX != null)
            {
                Spread(tape, _plan, from, _other.Data, toX, accumulate);
            }
        }
    }
}
