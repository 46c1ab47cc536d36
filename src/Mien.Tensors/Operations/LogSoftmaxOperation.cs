using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Logarithm of softmax over the last axis.</summary>
public static unsafe class LogSoftmaxOperation
{
    /// <summary>y = x - log sum over the last axis of e^x, without overflow.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor LogSoftmax(this Tape tape, Tensor x)
    {
        var length = x.Shape.Last;
        var rows = x.Length / length;
        var y = tape.Output(x.Shape, x.RequiresGradient);
        var shares = tape.Scratch(x.Length);
        tape.Workers.For((rows + 63) / 64, new Rows(rows, length, x.Data, shares.Data, y.Data));
        if (y.RequiresGradient)
        {
            tape.Record<LogSoftmaxNode>(y).Set(x, shares);
        }
        else
        {
            tape.ReleaseScratch(shares);
        }

        tape.Listener?.Hear("LogSoftmax", y, [x]);
        return y;
    }

    private readonly struct Rows(int rows, int length, float* x, float* shares, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            for (var row = block * 64; row < Math.Min(rows, (block + 1) * 64); row++)
            {
                var offset = (long)row * length;
                var normalizer = SoftmaxRows.Softmax(length, x + offset, shares + offset);
                for (var i = offset; i < offset + length; i++)
                {
                    y[i] = x[i] - normalizer;
                }
            }
        }
    }

    private readonly struct GradientRows(int rows, int length, float* shares, float* d, float* to, bool accumulate)
        : IBlockWork
    {
        // dx = d - softmax sum(d).
        public void Run(int block)
        {
            for (var row = block * 64; row < Math.Min(rows, (block + 1) * 64); row++)
            {
                var offset = (long)row * length;
                var sum = RowSums.Sum(length, d + offset);
                for (var i = offset; i < offset + length; i++)
                {
                    var value = d[i] - (shares[i] * sum);
                    to[i] = accumulate ? to[i] + value : value;
                }
            }
        }
    }

    private sealed class LogSoftmaxNode : Node
    {
        private Tensor _x = null!;
        private Tensor _shares = null!;

        public void Set(Tensor x, Tensor shares) => (_x, _shares) = (x, shares);

        public override void Backward(Tape tape)
        {
            var length = _x.Shape.Last;
            var rows = _x.Length / length;
            var from = Output.GradientData;
            var to = tape.GradientInPlace(Output, _x, out var accumulate);
            tape.Workers.For((rows + 63) / 64, new GradientRows(rows, length, _shares.Data, from, to, accumulate));
            tape.ReleaseScratch(_shares);
        }
    }
}
