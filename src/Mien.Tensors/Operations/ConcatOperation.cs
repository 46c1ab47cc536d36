using System.Runtime.InteropServices;

namespace Mien.Tensors.Operations;

/// <summary>Concatenation.</summary>
public static unsafe class ConcatOperation
{
    /// <summary>The parts one after another along an axis; they agree in all other axes.</summary>
    /// <exception cref="ArgumentException">No parts, or their shapes do not agree.</exception>
    public static Tensor Concat(this Tape tape, int axis, params ReadOnlySpan<Tensor> parts)
    {
        if (parts.Length == 0)
        {
            throw new ArgumentException("there is nothing to concatenate", nameof(parts));
        }

        var (size, differentiable) = (0, false);
        foreach (var part in parts)
        {
            if (part.Shape.Rank <= axis || part.Shape.With(axis, 1) != parts[0].Shape.With(axis, 1))
            {
                throw new ArgumentException(
                    $"{part.Shape} does not continue {parts[0].Shape} along axis {axis}",
                    nameof(parts)
                );
            }

            size += part.Shape[axis];
            differentiable |= part.RequiresGradient;
        }

        var y = tape.Output(parts[0].Shape.With(axis, size), differentiable);
        var outer = y.Shape.Product(0, axis);
        var to = y.Data;
        foreach (var part in parts)
        {
            Interleave.Copy(
                tape.Workers,
                outer,
                part.Length / outer,
                part.Data,
                part.Length / outer,
                to,
                y.Length / outer,
                false
            );
            to += part.Length / outer;
        }

        if (y.RequiresGradient)
        {
            tape.Record<ConcatNode>(y).Set(parts, outer);
        }

        tape.Listener?.Hear("Concat", y, [.. parts], [("axis", axis)]);
        return y;
    }

    private sealed class ConcatNode : Node
    {
        private readonly List<Tensor> _parts = [];
        private int _outer;

        public void Set(ReadOnlySpan<Tensor> parts, int outer)
        {
            _parts.Clear();
            _parts.AddRange(parts);
            _outer = outer;
        }

        public override void Backward(Tape tape)
        {
            var from = Output.GradientData;
            foreach (var part in CollectionsMarshal.AsSpan(_parts))
            {
                var run = part.Length / _outer;
                var to = tape.GradientOf(part, out var accumulate);
                if (to != null)
                {
                    Interleave.Copy(tape.Workers, _outer, run, from, Output.Length / _outer, to, run, accumulate);
                }

                from += run;
            }
        }
    }
}
