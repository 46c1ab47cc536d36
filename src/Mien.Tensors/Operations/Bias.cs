using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>The optional bias of linear and convolution operations.</summary>
internal static unsafe class Bias
{
    public static void Check(Tensor? bias, int outputs)
    {
        if (bias is not null && bias.Length != outputs)
        {
            throw new ArgumentException($"a bias of shape {bias.Shape} does not fit {outputs} outputs", nameof(bias));
        }
    }

    /// <summary>Adds the sum of the rows to the gradient of the bias.</summary>
    public static void AddGradient(Tape tape, int rows, int outputs, float* from, Tensor? bias)
    {
        var accumulate = false;
        var to = bias is null ? null : tape.GradientOf(bias, out accumulate);
        if (to != null)
        {
            Broadcast.Sum(tape, new BroadcastPlan(1, 1, rows, outputs), from, to, accumulate);
        }
    }
}
