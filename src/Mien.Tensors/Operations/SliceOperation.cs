using System.Runtime.InteropServices;

namespace Mien.Tensors.Operations;

/// <summary>Parts of a tensor.</summary>
public static unsafe class SliceOperation
{
    /// <summary>Indices <paramref name="start"/> to <paramref name="start"/> + <paramref name="length"/> - 1 of an axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range leaves the axis.</exception>
    public static Tensor Slice(this Tape tape, Tensor x, int axis, int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, x.Shape[axis] - start);
        var y = tape.Output(x.Shape.With(axis, length), x.RequiresGradient);
        var (outer, inner) = (x.Shape.Product(0, axis), x.Shape.Product(axis + 1, x.Shape.Rank));
        var (run, stride) = (length * inner, x.Shape[axis] * inner);
        Interleave.Copy(
            tape.Workers,
            outer,
            run,
            x.Data + ((long)start * inner),
            stride,
            y.Data,
            run,
            accumulate: false
        );
        if (y.RequiresGradient)
        {
            tape.Record<SliceNode>(y).Set(x, outer, run, stride, start * inner);
        }

        tape.Listener?.Hear("Slice", y, [x], [("axis", axis), ("start", start), ("length", length)]);
        return y;
    }

    private sealed class SliceNode : Node
    {
        private Tensor _x = null!;
        private int _outer;
        private int _run;
        private int _stride;
        private int _offset;

        public void Set(Tensor x, int outer, int run, int stride, int offset) =>
            (_x, _outer, _run, _stride, _offset) = (x, outer, run, stride, offset);

        public override void Backward(Tape tape)
        {
            var to = tape.GradientOf(_x, out var accumulate);
            if (!accumulate)
            {
                NativeMemory.Clear(to, (nuint)_x.Length * sizeof(float));
            }

            Interleave.Copy(tape.Workers, _outer, _run, Output.GradientData, _run, to + _offset, _stride, accumulate);
        }
    }
}
