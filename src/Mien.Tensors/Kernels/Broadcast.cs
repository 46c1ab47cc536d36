using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>Functions of a tensor and a smaller one that is repeated over it, and the sums that are their gradients.</summary>
internal static unsafe class Broadcast
{
    /// <summary>to = f(large, small spread over it), or to += that; <paramref name="to"/> may be <paramref name="large"/>.</summary>
    public static void Map<TFunction>(
        Workers workers,
        BroadcastPlan plan,
        float* large,
        float* small,
        float* to,
        TFunction f,
        bool accumulate = false
    )
        where TFunction : struct, IBinaryFunction
    {
        // With an inner run of one the repeats are contiguous and share one number; otherwise rows of the inner run are.
        var rowLength = plan.Inner == 1 ? plan.Repeat : plan.Inner;
        var rows = plan.Length / rowLength;
        var rowsPerBlock = Math.Max(1, Elementwise.Block / rowLength);
        workers.For(
            (rows + rowsPerBlock - 1) / rowsPerBlock,
            new Rows<TFunction>(plan, rows, rowLength, rowsPerBlock, large, small, to, f, accumulate)
        );
    }

    /// <summary>to = sum of x over the repeats of the plan, or to += that.</summary>
    public static void Sum(Tape tape, BroadcastPlan plan, float* x, float* to, bool accumulate) =>
        Reduce(tape, plan, x, null, to, accumulate);

    /// <summary>to = sum of x y over the repeats of the plan, or to += that.</summary>
    public static void SumOfProducts(Tape tape, BroadcastPlan plan, float* x, float* y, float* to, bool accumulate) =>
        Reduce(tape, plan, x, y, to, accumulate);

    private static void Reduce(Tape tape, BroadcastPlan plan, float* x, float* y, float* to, bool accumulate)
    {
        if (plan.Groups == 1)
        {
            ReduceRows(tape, plan.Outer * plan.Repeat, plan.Inner, x, y, to, accumulate);
            return;
        }

        var target = tape.Scratch(plan.SmallLength);
        var period = plan.Inner == 1 ? null : tape.Scratch(plan.Groups * ColumnSums.Period(plan.Inner));
        for (var outer = 0; outer < plan.Outer; outer++)
        {
            var offset = (long)outer * plan.Groups * plan.Repeat * plan.Inner;
            var groupsPerBlock = Math.Max(1, Elementwise.Block / (plan.Repeat * plan.Inner));
            tape.Workers.For(
                (plan.Groups + groupsPerBlock - 1) / groupsPerBlock,
                new Groups(
                    plan,
                    groupsPerBlock,
                    x + offset,
                    y == null ? null : y + offset,
                    target.Data,
                    period is null ? null : period.Data
                )
            );
            Elementwise.Copy(tape.Workers, plan.SmallLength, target.Data, to, accumulate || outer > 0);
        }

        tape.ReleaseScratch(target);
        if (period is not null)
        {
            tape.ReleaseScratch(period);
        }
    }

    /// <summary>to[c] = sum over rows of x[r, c] (times y[r, c] unless null): blocks of rows, then the blocks in order.</summary>
    private static void ReduceRows(Tape tape, int rows, int columns, float* x, float* y, float* to, bool accumulate)
    {
        var rowsPerBlock = RowBlock(columns);
        var blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
        var stride = (int)Memory.NativeBlock.Padded(columns);
        var partial = tape.Scratch(blocks * stride);
        var period = tape.Scratch(blocks * ColumnSums.Period(columns));
        tape.Workers.For(blocks, new RowBlocks(rows, columns, rowsPerBlock, stride, x, y, partial.Data, period.Data));
        for (var block = 0; block < blocks; block++)
        {
            Elementwise.Copy(tape.Workers, columns, partial.Data + ((long)block * stride), to, accumulate || block > 0);
        }

        tape.ReleaseScratch(period);
        tape.ReleaseScratch(partial);
    }

    /// <summary>Rows a block: a multiple of 16, so that blocks of any width begin on a 64-byte line.</summary>
    internal static int RowBlock(int columns) => Math.Max(16, Elementwise.Block / columns / 16 * 16);

    private readonly struct Rows<TFunction>(
        BroadcastPlan plan,
        int rows,
        int rowLength,
        int rowsPerBlock,
        float* large,
        float* small,
        float* to,
        TFunction f,
        bool accumulate
    ) : IBlockWork
        where TFunction : struct, IBinaryFunction
    {
        public void Run(int block)
        {
            var end = Math.Min(rows, (block + 1) * rowsPerBlock);
            for (var row = block * rowsPerBlock; row < end; row++)
            {
                var offset = (long)row * rowLength;
                if (plan.Inner == 1)
                {
                    Spread(large + offset, small[row % plan.Groups], to + offset);
                }
                else
                {
                    Pair(large + offset, small + ((long)(row / plan.Repeat % plan.Groups) * rowLength), to + offset);
                }
            }
        }

        private void Pair(float* a, float* b, float* c)
        {
            var i = 0;
            for (; i + 16 <= rowLength; i += 16)
            {
                var value = f.Apply(Vector512.Load(a + i), Vector512.Load(b + i));
                (accumulate ? Vector512.Load(c + i) + value : value).Store(c + i);
            }

            for (; i < rowLength; i++)
            {
                var value = f.Apply(Vector512.Create(a[i]), Vector512.Create(b[i])).ToScalar();
                c[i] = accumulate ? c[i] + value : value;
            }
        }

        private void Spread(float* a, float b, float* c)
        {
            var i = 0;
            var vector = Vector512.Create(b);
            for (; i + 16 <= rowLength; i += 16)
            {
                var value = f.Apply(Vector512.Load(a + i), vector);
                (accumulate ? Vector512.Load(c + i) + value : value).Store(c + i);
            }

            for (; i < rowLength; i++)
            {
                var value = f.Apply(Vector512.Create(a[i]), vector).ToScalar();
                c[i] = accumulate ? c[i] + value : value;
            }
        }
    }

    private readonly struct Groups(BroadcastPlan plan, int groupsPerBlock, float* x, float* y, float* to, float* period)
        : IBlockWork
    {
        public void Run(int block)
        {
            var end = Math.Min(plan.Groups, (block + 1) * groupsPerBlock);
            for (var group = block * groupsPerBlock; group < end; group++)
            {
                var offset = (long)group * plan.Repeat * plan.Inner;
                if (plan.Inner == 1)
                {
                    to[group] =
                        y == null
                            ? RowSums.Sum(plan.Repeat, x + offset)
                            : RowSums.Dot(plan.Repeat, x + offset, y + offset);
                    continue;
                }

                var scratch = period + ((long)group * ColumnSums.Period(plan.Inner));
                var sums = to + ((long)group * plan.Inner);
                if (y == null)
                {
                    ColumnSums.Sum(plan.Repeat, plan.Inner, x + offset, sums, scratch);
                }
                else
                {
                    ColumnSums.SumOfProducts(plan.Repeat, plan.Inner, x + offset, y + offset, sums, scratch);
                }
            }
        }
    }

    private readonly struct RowBlocks(
        int rows,
        int columns,
        int rowsPerBlock,
        int stride,
        float* x,
        float* y,
        float* partial,
        float* period
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var first = block * rowsPerBlock;
            var count = Math.Min(rowsPerBlock, rows - first);
            var offset = (long)first * columns;
            var sums = partial + ((long)block * stride);
            var scratch = period + ((long)block * ColumnSums.Period(columns));
            if (y == null)
            {
                ColumnSums.Sum(count, columns, x + offset, sums, scratch);
            }
            else
            {
                ColumnSums.SumOfProducts(count, columns, x + offset, y + offset, sums, scratch);
            }
        }
    }
}
