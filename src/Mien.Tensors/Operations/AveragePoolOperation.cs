using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Mean values under a window.</summary>
public static unsafe class AveragePoolOperation
{
    /// <summary>The mean of each channel under a moving window; padding counts as zeros, as PyTorch's default.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[N, H, W, C].</param>
    /// <param name="rows">Rows of the window.</param>
    /// <param name="columns">Columns of the window.</param>
    /// <param name="how">Stride, dilation and padding; null for stride 1 without padding.</param>
    /// <returns>[N, (H + padding - rows) / stride + 1, ..., C].</returns>
    public static Tensor AveragePool(this Tape tape, Tensor x, int rows, int columns, Convolution? how = null)
    {
        var window = Window.Of(x.Shape, rows, columns, how ?? Convolution.Valid);
        var y = tape.Output(
            new Shape(window.Pictures, window.OutRows, window.OutColumns, window.Channels),
            x.RequiresGradient
        );
        Pooling.Average(tape.Workers, window, 1f / (rows * columns), x.Data, y.Data);
        if (y.RequiresGradient)
        {
            tape.Record<AveragePoolNode>(y).Set(x, window);
        }

        tape.Listener?.Hear("AveragePool", y, [x], [("window", window)]);
        return y;
    }

    private sealed class AveragePoolNode : Node
    {
        private Tensor _x = null!;
        private Window _window;

        public void Set(Tensor x, Window window) => (_x, _window) = (x, window);

        public override void Backward(Tape tape)
        {
            var to = tape.GradientOf(_x, out var accumulate);
            var factor = 1f / (_window.KernelRows * _window.KernelColumns);
            Pooling.AverageGradient(tape.Workers, _window, factor, Output.GradientData, to, accumulate);
        }
    }
}
