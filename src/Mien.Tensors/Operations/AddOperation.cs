using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Addition.</summary>
public static unsafe class AddOperation
{
    /// <summary>
    /// y = x + other. The shapes are equal, or <paramref name="other"/> is spread: axes left out in front or of size 1
    /// repeat ([C] bias, [H, W, C] position, [N, 1, 1, C], [N, H, W, 1]).
    /// </summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="other"/> cannot be spread over <paramref name="x"/>.</exception>
    public static Tensor Add(this Tape tape, Tensor x, Tensor other)
    {
        var plan = BroadcastPlan.Of(x.Shape, other.Shape);
        var y = tape.Output(x.Shape, x.RequiresGradient || other.RequiresGradient);
        if (plan.IsElementwise)
        {
            Elementwise.Map(tape.Workers, x.Length, x.Data, other.Data, y.Data, default(Total));
        }
        else
        {
            Broadcast.Map(tape.Workers, plan, x.Data, other.Data, y.Data, default(Total));
        }

        if (y.RequiresGradient)
        {
            tape.Record<AddNode>(y).Set(x, other, plan);
        }

        tape.Listener?.Hear("Add", y, [x, other]);
        return y;
    }

    private sealed class AddNode : Node
    {
        private Tensor _x = null!;
        private Tensor _other = null!;
        private BroadcastPlan _plan;

        public void Set(Tensor x, Tensor other, BroadcastPlan plan) => (_x, _other, _plan) = (x, other, plan);

        // The other input first: the gradient of x may take over the memory of the output's gradient.
        public override void Backward(Tape tape)
        {
            var from = Output.GradientData;
            var toOther = tape.GradientOf(_other, out var accumulate);
            if (toOther != null && _plan.IsElementwise)
            {
                Elementwise.Copy(tape.Workers, _other.Length, from, toOther, accumulate);
            }
            else if (toOther != null)
            {
                Broadcast.Sum(tape, _plan, from, toOther, accumulate);
            }

            var toX = tape.GradientInPlace(Output, _x, out accumulate);
            if (toX != null)
            {
                Elementwise.Copy(tape.Workers, _x.Length, from, toX, accumulate);
            }
        }
    }
}
