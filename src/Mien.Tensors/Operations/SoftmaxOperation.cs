using System.Runtime.Intrinsics;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Softmax over the last axis.</summary>
public static unsafe class SoftmaxOperation
{
    /// <summary>y = e^x / sum over the last axis of e^x.</summary>
    /// <returns>A tensor of the shape of <paramref name="x"/>.</returns>
    public static Tensor Softmax(this Tape tape, Tensor x)
    {
        var length = x.Shape.Last;
        var rowsPerBlock = Math.Max(1, Elementwise.Block / 4 / length);
        var y = tape.Output(x.Shape, x.RequiresGradient);
        var rows = x.Length / length;
        tape.Workers.For(
            (rows + rowsPerBlock - 1) / rowsPerBlock,
            new Rows(rows, length, rowsPerBlock, x.Data, y.Data)
        );
        if (y.RequiresGradient)
        {
            tape.Record<SoftmaxNode>(y).Input = x;
        }

        tape.Listener?.Hear("Softmax", y, [x]);
        return y;
    }

    private readonly struct Rows(int rows, int length, int rowsPerBlock, float* x, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            for (var row = block * rowsPerBlock; row < Math.Min(rows, (block + 1) * rowsPerBlock); row++)
            {
                SoftmaxRows.Softmax(length, x + ((long)row * length), y + ((long)row * length));
            }
        }
    }

    private readonly struct GradientRows(
        int rows,
        int length,
        int rowsPerBlock,
        float* y,
        float* d,
        float* to,
        bool accumulate
    ) : IBlockWork
    {
        // dx = y (d - sum(y d)).
        public void Run(int block)
        {
            for (var row = block * rowsPerBlock; row < Math.Min(rows, (block + 1) * rowsPerBlock); row++)
            {
                var offset = (long)row * length;
                var dot = RowSums.Dot(length, y + offset, d + offset);
                var i = 0;
                for (; i + 16 <= length; i += 16)
                {
                    var value =
                        Vector512.Load(y + offset + i) * (Vector512.Load(d + offset + i) - Vector512.Create(dot));
                    (accumulate ? Vector512.Load(to + offset + i) + value : value).Store(to + offset + i);
                }

                for (; i < length; i++)
                {
                    var value = y[offset + i] * (d[offset + i] - dot);
                    to[offset + i] = accumulate ? to[offset + i] + value : value;
                }
            }
        }
    }

    private sealed class SoftmaxNode : Node
    {
        public Tensor Input { get; set; } = null!;

        public override void Backward(Tape tape)
        {
            var length = Input.Shape.Last;
            var rowsPerBlock = Math.Max(1, Elementwise.Block / 4 / length);
            var rows = Input.Length / length;
            var from = Output.GradientData;
            var to = tape.GradientInPlace(Output, Input, out var accumulate);
            var work = new GradientRows(rows, length, rowsPerBlock, Output.Data, from, to, accumulate);
            tape.Workers.For((rows + rowsPerBlock - 1) / rowsPerBlock, work);
        }
    }
}
