using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Largest values under a window or over a picture.</summary>
public static unsafe class MaxPoolOperation
{
    /// <summary>The largest value of each channel under a moving window; padding never wins.</summary>
    /// <param name="tape">Records the operation.</param>
    /// <param name="x">[N, H, W, C].</param>
    /// <param name="rows">Rows of the window.</param>
    /// <param name="columns">Columns of the window.</param>
    /// <param name="how">Stride, dilation and padding; null for stride 1 without padding.</param>
    /// <returns>[N, (H + padding - rows) / stride + 1, ..., C].</returns>
    public static Tensor MaxPool(this Tape tape, Tensor x, int rows, int columns, Convolution? how = null) =>
        MaxPool(tape, x, Window.Of(x.Shape, rows, columns, how ?? Convolution.Valid));

    /// <summary>The largest value of each channel over rows and columns, [N, H, W, C] to [N, 1, 1, C].</summary>
    public static Tensor GlobalMaxPool(this Tape tape, Tensor x) => tape.MaxPool(x, x.Shape[1], x.Shape[2]);

    private static Tensor MaxPool(Tape tape, Tensor x, Window window)
    {
        var y = tape.Output(
            new Shape(window.Pictures, window.OutRows, window.OutColumns, window.Channels),
            x.RequiresGradient
        );
        var where = tape.Scratch(y.Length);
        Pooling.Maximum(tape.Workers, window, x.Data, y.Data, (int*)where.Data);
        if (y.RequiresGradient)
        {
            tape.Record<MaxPoolNode>(y).Set(x, where, window);
        }
        else
        {
            tape.ReleaseScratch(where);
        }

        tape.Listener?.Hear("MaxPool", y, [x], [("window", window)]);
        return y;
    }

    private sealed class MaxPoolNode : Node
    {
        private Tensor _x = null!;
        private Tensor _where = null!;
        private Window _window;

        public void Set(Tensor x, Tensor where, Window window) => (_x, _where, _window) = (x, where, window);

        public override void Backward(Tape tape)
        {
            var to = tape.GradientOf(_x, out var accumulate);
            Pooling.MaximumGradient(tape.Workers, _window, Output.GradientData, (int*)_where.Data, to, accumulate);
            tape.ReleaseScratch(_where);
        }
    }
}
