using System.Runtime.InteropServices;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Operations;

/// <summary>Largest value over channels.</summary>
public static unsafe class ChannelMaxOperation
{
    /// <summary>The largest value over the last axis, [..., C] to [..., 1]; the gradient goes to the first of equals.</summary>
    public static Tensor ChannelMax(this Tape tape, Tensor x)
    {
        var channels = x.Shape.Last;
        var y = tape.Output(x.Shape.With(x.Shape.Rank - 1, 1), x.RequiresGradient);
        tape.Workers.For((y.Length + 255) / 256, new Rows(y.Length, channels, x.Data, y.Data));
        if (y.RequiresGradient)
        {
            tape.Record<ChannelMaxNode>(y).Input = x;
        }

        tape.Listener?.Hear("ChannelMax", y, [x]);
        return y;
    }

    private readonly struct Rows(int rows, int channels, float* x, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            for (var row = block * 256; row < Math.Min(rows, (block + 1) * 256); row++)
            {
                y[row] = RowSums.Maximum(channels, x + ((long)row * channels));
            }
        }
    }

    private readonly struct GradientRows(int rows, int channels, float* x, float* y, float* d, float* to) : IBlockWork
    {
        public void Run(int block)
        {
            for (var row = block * 256; row < Math.Min(rows, (block + 1) * 256); row++)
            {
                var first = (long)row * channels;
                to[first + RowSums.FirstOf(channels, x + first, y[row])] += d[row];
            }
        }
    }

    private sealed class ChannelMaxNode : Node
    {
        public Tensor Input { get; set; } = null!;

        public override void Backward(Tape tape)
        {
            var to = tape.GradientOf(Input, out var accumulate);
            if (!accumulate)
            {
                NativeMemory.Clear(to, (nuint)Input.Length * sizeof(float));
            }

            var work = new GradientRows(
                Output.Length,
                Input.Shape.Last,
                Input.Data,
                Output.Data,
                Output.GradientData,
                to
            );
            tape.Workers.For((Output.Length + 255) / 256, work);
        }
    }
}
