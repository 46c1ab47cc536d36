using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Fully connected layer.</summary>
public static unsafe class LinearOperation
{
    /// <summary>y = x W + b over the last axis; a 1x1 convolution when <paramref name="x"/> is a picture.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[..., In].</param>
    /// <param name="weight">[In, Out], the transpose of PyTorch's layout.</param>
    /// <param name="bias">[Out], or null for none.</param>
    /// <returns>[..., Out].</returns>
    /// <exception cref="ArgumentException">The sizes do not fit.</exception>
    public static Tensor Linear(this Tape tape, Tensor x, Tensor weight, Tensor? bias = null)
    {
        if (weight.Shape.Rank != 2 || x.Shape.Rank < 1 || x.Shape.Last != weight.Shape[0])
        {
            throw new ArgumentException($"weights of shape {weight.Shape} do not fit {x.Shape}", nameof(weight));
        }

        var (rows, inputs, outputs) = (x.Length / x.Shape.Last, weight.Shape[0], weight.Shape[1]);
        Bias.Check(bias, outputs);
        var y = tape.Output(
            x.Shape.With(x.Shape.Rank - 1, outputs),
            x.RequiresGradient || weight.RequiresGradient || bias is { RequiresGradient: true }
        );
        Multiply(tape, rows, inputs, outputs, x.Data, weight.Data, bias is null ? null : bias.Data, y.Data);
        if (y.RequiresGradient)
        {
            tape.Record<LinearNode>(y).Set(x, weight, bias);
        }

        tape.Listener?.Hear("Linear", y, [x, weight, bias]);
        return y;
    }

    private static void Multiply(
        Tape tape,
        int rows,
        int inputs,
        int outputs,
        float* x,
        float* weight,
        float* bias,
        float* y
    )
    {
        if (NarrowProduct.Suits(rows, inputs, outputs))
        {
            NarrowProduct.Forward(tape, rows, inputs, outputs, x, weight, bias, y);
        }
        else
        {
            Matrix.Multiply(tape.Workers, rows, outputs, inputs, x, weight, bias, y);
        }
    }

    private sealed class LinearNode : Node
    {
        private Tensor _x = null!;
        private Tensor _weight = null!;
        private Tensor? _bias;

        public void Set(Tensor x, Tensor weight, Tensor? bias) => (_x, _weight, _bias) = (x, weight, bias);

        public override void Backward(Tape tape)
        {
            var (inputs, outputs) = (_weight.Shape[0], _weight.Shape[1]);
            var rows = _x.Length / inputs;
            var from = Output.GradientData;
            Bias.AddGradient(tape, rows, outputs, from, _bias);
            var narrow = NarrowProduct.Suits(rows, inputs, outputs);
            var to = tape.GradientOf(_weight, out var accumulate);
            if (to != null && narrow)
            {
                NarrowProduct.WeightGradient(tape, rows, inputs, outputs, _x.Data, from, to, accumulate);
            }
            else if (to != null)
            {
                Matrix.MultiplyTransposedLeft(tape.Workers, inputs, outputs, rows, _x.Data, from, to, accumulate);
            }

            to = tape.GradientOf(_x, out accumulate);
            if (to != null && narrow)
            {
                NarrowProduct.InputGradient(tape, rows, inputs, outputs, from, _weight.Data, to, accumulate);
            }
            else if (to != null)
            {
                Matrix.MultiplyTransposedRight(tape.Workers, rows, inputs, outputs, from, _weight.Data, to, accumulate);
            }
        }
    }
}
