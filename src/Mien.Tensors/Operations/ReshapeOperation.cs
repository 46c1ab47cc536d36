using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Another shape for the same elements.</summary>
public static unsafe class ReshapeOperation
{
    /// <summary>The elements of <paramref name="x"/> in their order under another shape; nothing is copied.</summary>
    /// <exception cref="ArgumentException">The numbers of elements differ.</exception>
    public static Tensor Reshape(this Tape tape, Tensor x, Shape shape)
    {
        if (shape.Length != x.Length)
        {
            throw new ArgumentException($"{x.Shape} cannot become {shape}", nameof(shape));
        }

        var y = tape.OutputView(x, shape);
        if (y.RequiresGradient)
        {
            tape.Record<ReshapeNode>(y).Input = x;
        }

        tape.Listener?.Hear("Reshape", y, [x]);
        return y;
    }

    /// <summary>[N, ...] becomes [N, all the rest].</summary>
    public static Tensor Flatten(this Tape tape, Tensor x) =>
        tape.Reshape(x, new Shape(x.Shape[0], x.Length / x.Shape[0]));

    private sealed class ReshapeNode : Node
    {
        public Tensor Input { get; set; } = null!;

        public override void Backward(Tape tape)
        {
            var from = Output.GradientData;
            var to = tape.GradientInPlace(Output, Input, out var accumulate);
            Elementwise.Copy(tape.Workers, Input.Length, from, to, accumulate);
        }
    }
}
