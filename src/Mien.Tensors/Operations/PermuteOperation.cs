using System.Runtime.CompilerServices;

namespace Mien.Tensors.Operations;

/// <summary>Axes in another order.</summary>
public static unsafe class PermuteOperation
{
    /// <summary>Axis i of the result is axis <paramref name="order"/>[i] of <paramref name="x"/>.</summary>
    /// <exception cref="ArgumentException">The order is no permutation of the axes.</exception>
    public static Tensor Permute(this Tape tape, Tensor x, params ReadOnlySpan<int> order)
    {
        var walk = Walk.Of(x.Shape, order, out var shape);
        var y = tape.Output(shape, x.RequiresGradient);
        tape.Workers.For(walk.Blocks, new Gather(walk, x.Data, y.Data));
        if (y.RequiresGradient)
        {
            tape.Record<PermuteNode>(y).Set(x, walk);
        }

        tape.Listener?.Hear("Permute", y, [x], [("order", order.ToArray())]);
        return y;
    }

    /// <summary>The last two axes exchanged.</summary>
    public static Tensor Transpose(this Tape tape, Tensor x)
    {
        Span<int> order = stackalloc int[x.Shape.Rank];
        for (var axis = 0; axis < order.Length; axis++)
        {
            order[axis] = axis;
        }

        (order[^1], order[^2]) = (order[^2], order[^1]);
        return tape.Permute(x, order);
    }

    /// <summary>The rows (runs of the last axis) of the result and where their elements stand in the source.</summary>
    private readonly struct Walk
    {
        private const int RowsPerBlock = 64;
        private readonly Axes _sizes;
        private readonly Axes _strides;
        private readonly int _rank;

        private Walk(Axes sizes, Axes strides, int rank, int rows)
        {
            (_sizes, _strides, _rank, Rows) = (sizes, strides, rank, rows);
        }

        public int Rows { get; }

        public int Blocks => (Rows + RowsPerBlock - 1) / RowsPerBlock;

        public int Length => _sizes[_rank - 1];

        public int Stride => _strides[_rank - 1];

        public static Walk Of(Shape source, ReadOnlySpan<int> order, out Shape target)
        {
            var (sizes, strides, seen) = (default(Axes), default(Axes), 0);
            for (var axis = 0; axis < order.Length; axis++)
            {
                seen |= 1 << order[axis];
                if (order.Length != source.Rank || (uint)order[axis] >= (uint)source.Rank)
                {
                    break;
                }

                sizes[axis] = source[order[axis]];
                strides[axis] = source.Product(order[axis] + 1, source.Rank);
            }

            if (order.Length != source.Rank || source.Rank == 0 || seen != (1 << source.Rank) - 1)
            {
                throw new ArgumentException($"the order is no permutation of the axes of {source}", nameof(order));
            }

            target = new Shape(((ReadOnlySpan<int>)sizes)[..order.Length]);
            return new Walk(sizes, strides, order.Length, target.Length / target.Last);
        }

        public int FirstRow(int block) => block * RowsPerBlock;

        public int EndRow(int block) => Math.Min(Rows, (block + 1) * RowsPerBlock);

        public long SourceOf(int row)
        {
            var offset = 0L;
            for (var axis = _rank - 2; axis >= 0; axis--)
            {
                offset += (long)(row % _sizes[axis]) * _strides[axis];
                row /= _sizes[axis];
            }

            return offset;
        }

        [InlineArray(Shape.MaximumRank)]
        private struct Axes
        {
            private int _first;
        }
    }

    private readonly struct Gather(Walk walk, float* x, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            var (length, stride) = (walk.Length, walk.Stride);
            for (var row = walk.FirstRow(block); row < walk.EndRow(block); row++)
            {
                var from = x + walk.SourceOf(row);
                var to = y + ((long)row * length);
                for (var i = 0; i < length; i++)
                {
                    to[i] = from[(long)i * stride];
                }
            }
        }
    }

    private readonly struct Scatter(Walk walk, float* d, float* to, bool accumulate) : IBlockWork
    {
        public void Run(int block)
        {
            var (length, stride) = (walk.Length, walk.Stride);
            for (var row = walk.FirstRow(block); row < walk.EndRow(block); row++)
            {
                var source = d + ((long)row * length);
                var target = to + walk.SourceOf(row);
                for (var i = 0; i < length; i++)
                {
                    var old = accumulate ? target[(long)i * stride] : 0;
                    target[(long)i * stride] = old + source[i];
                }
            }
        }
    }

    private sealed class PermuteNode : Node
    {
        private Tensor _x = null!;
        private Walk _walk;

        public void Set(Tensor x, Walk walk) => (_x, _walk) = (x, walk);

        public override void Backward(Tape tape)
        {
            var to = tape.GradientOf(_x, out var accumulate);
            tape.Workers.For(_walk.Blocks, new Scatter(_walk, Output.GradientData, to, accumulate));
        }
    }
}
