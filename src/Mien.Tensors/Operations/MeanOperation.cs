using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Means over axes.</summary>
public static unsafe class MeanOperation
{
    /// <summary>The mean over one axis, which stays with size 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor Mean(this Tape tape, Tensor x, int axis)
    {
        var size = x.Shape[axis];
        var plan = new BroadcastPlan(1, x.Shape.Product(0, axis), size, x.Shape.Product(axis + 1, x.Shape.Rank));
        return Mean(tape, x, x.Shape.With(axis, 1), plan, axis, axis);
    }

    /// <summary>The mean over rows and columns, [N, H, W, C] to [N, 1, 1, C].</summary>
    public static Tensor GlobalAveragePool(this Tape tape, Tensor x)
    {
        var shape = new Shape(x.Shape[0], 1, 1, x.Shape[3]);
        var plan = new BroadcastPlan(1, x.Shape[0], x.Shape[1] * x.Shape[2], x.Shape[3]);
        return Mean(tape, x, shape, plan, 1, 2);
    }

    /// <summary>The mean over channels, [N, H, W, C] to [N, H, W, 1].</summary>
    public static Tensor ChannelMean(this Tape tape, Tensor x) => tape.Mean(x, x.Shape.Rank - 1);

    private static Tensor Mean(Tape tape, Tensor x, Shape shape, BroadcastPlan plan, int first, int last)
    {
        var y = tape.Output(shape, x.RequiresGradient);
        Broadcast.Sum(tape, plan, x.Data, y.Data, accumulate: false);
        Elementwise.Map(tape.Workers, y.Length, y.Data, y.Data, new Times(1f / plan.Repeat));
        if (y.RequiresGradient)
        {
            tape.Record<MeanNode>(y).Set(x, plan);
        }

        tape.Listener?.Hear("Mean", y, [x], [("first", first), ("last", last)]);
        return y;
    }

    private readonly struct Times(float factor) : IUnaryFunction
    {
        public Vector512<float> Apply(Vector512<float> x) => x * factor;
    }

    private readonly struct SecondTimes(float factor) : IBinaryFunction
    {
        public Vector512<float> Apply(Vector512<float> a, Vector512<float> b) => b * factor;
    }

    private sealed class MeanNode : Node
    {
        private Tensor _x = null!;
        private BroadcastPlan _plan;

        public void Set(Tensor x, BroadcastPlan plan) => (_x, _plan) = (x, plan);

        public override void Backward(Tape tape)
        {
            var to = tape.GradientOf(_x, out var accumulate);
            var share = new SecondTimes(1f / _plan.Repeat);
            Broadcast.Map(tape.Workers, _plan, _x.Data, Output.GradientData, to, share, accumulate);
        }
    }
}
