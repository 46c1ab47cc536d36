using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Passes over [rows, channels] for batch normalisation. Per-channel numbers are repeated to a whole
/// <see cref="ColumnSums.Period"/> so that any number of channels runs in full vectors.
/// </summary>
internal static unsafe class BatchStatistics
{
    /// <summary>Mean and biased variance of every channel over the rows.</summary>
    /// <remarks>
    /// Sums are taken of x minus the first row, which lies within a few deviations of the mean, so that the variance does
    /// not cancel; blocks are added in double precision in their order.
    /// </remarks>
    public static void MeanAndVariance(Tape tape, int rows, int channels, float* x, float* mean, float* variance)
    {
        var width = ColumnSums.Period(channels);
        var rowsPerBlock = Broadcast.RowBlock(channels);
        var blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
        var shift = tape.Scratch(width);
        var sums = tape.Scratch(blocks * 2 * width);
        ColumnSums.Expand(channels, x, shift.Data);
        tape.Workers.For(blocks, new Deviations(rows, channels, rowsPerBlock, x, shift.Data, sums.Data));
        var totals = tape.Scratch(4 * width);
        var firsts = (double*)totals.Data;
        var seconds = firsts + width;
        AddBlocks(blocks, width, channels, sums.Data, firsts);
        for (var c = 0; c < channels; c++)
        {
            var first = firsts[c];
            mean[c] = (float)(x[c] + (first / rows));
            variance[c] = (float)Math.Max(0, (seconds[c] - (first * first / rows)) / rows);
        }

        tape.ReleaseScratch(totals);
        tape.ReleaseScratch(sums);
        tape.ReleaseScratch(shift);
    }

    /// <summary>The sums over rows of d and of d (x - mean), with <paramref name="mean"/> repeated to a period.</summary>
    public static void GradientSums(
        Tape tape,
        int rows,
        int channels,
        float* x,
        float* d,
        float* mean,
        float* sum,
        float* sumOfProducts
    )
    {
        var width = ColumnSums.Period(channels);
        var rowsPerBlock = Broadcast.RowBlock(channels);
        var blocks = (rows + rowsPerBlock - 1) / rowsPerBlock;
        var sums = tape.Scratch(blocks * 2 * width);
        tape.Workers.For(blocks, new Gradients(rows, channels, rowsPerBlock, x, d, mean, sums.Data));
        var totals = tape.Scratch(4 * width);
        var firsts = (double*)totals.Data;
        var seconds = firsts + width;
        AddBlocks(blocks, width, channels, sums.Data, firsts);
        for (var c = 0; c < channels; c++)
        {
            sum[c] = (float)firsts[c];
            sumOfProducts[c] = (float)seconds[c];
        }

        tape.ReleaseScratch(totals);
        tape.ReleaseScratch(sums);
    }

    /// <summary>y = (x - mean) scale + offset, each repeated to a period.</summary>
    public static void Normalize(
        Workers workers,
        int rows,
        int channels,
        float* x,
        float* mean,
        float* scale,
        float* offset,
        float* y
    )
    {
        var rowsPerBlock = Broadcast.RowBlock(channels);
        workers.For(
            (rows + rowsPerBlock - 1) / rowsPerBlock,
            new Normalization(rows, channels, rowsPerBlock, x, mean, scale, offset, y)
        );
    }

    /// <summary>to = d scale + (x - mean) slope + offset, or to += that; <paramref name="to"/> may be <paramref name="d"/>.</summary>
    public static void InputGradient(
        Workers workers,
        int rows,
        int channels,
        float* x,
        float* d,
        float* mean,
        float* scale,
        float* slope,
        float* offset,
        float* to,
        bool accumulate
    )
    {
        var rowsPerBlock = Broadcast.RowBlock(channels);
        workers.For(
            (rows + rowsPerBlock - 1) / rowsPerBlock,
            new InputGradients(rows, channels, rowsPerBlock, x, d, mean, scale, slope, offset, to, accumulate)
        );
    }

    // A block's sums are [first | second], each of a period, in which a channel stands every `channels` floats. They are added
    // block by block in double precision, whole registers at a time.
    private static void AddBlocks(int blocks, int width, int channels, float* sums, double* totals)
    {
        new Span<double>(totals, 2 * width).Clear();
        for (var block = 0; block < blocks; block++, sums += 2 * width)
        {
            for (var j = 0; j < 2 * width; j += 8)
            {
                var (low, high) = Vector256.Widen(Vector256.Load(sums + j));
                (Vector256.Load(totals + j) + low).Store(totals + j);
                (Vector256.Load(totals + j + 4) + high).Store(totals + j + 4);
            }
        }

        for (var j = channels; j < width; j++)
        {
            totals[j % channels] += totals[j];
            totals[width + (j % channels)] += totals[width + j];
        }
    }

    private readonly struct Deviations(int rows, int channels, int rowsPerBlock, float* x, float* shift, float* sums)
        : IBlockWork
    {
        public void Run(int block)
        {
            var width = ColumnSums.Period(channels);
            var start = x + ((long)block * rowsPerBlock * channels);
            var length = Math.Min(rowsPerBlock, rows - (block * rowsPerBlock)) * channels;
            var whole = length / width * width;
            var first = sums + ((long)block * 2 * width);
            var second = first + width;
            for (var j = 0; j < width; j += 16)
            {
                var origin = Vector512.Load(shift + j);
                var sum = Vector512<float>.Zero;
                var squares = Vector512<float>.Zero;
                for (var i = j; i < whole; i += width)
                {
                    var deviation = Vector512.Load(start + i) - origin;
                    sum += deviation;
                    squares = VectorMath.Fma(deviation, deviation, squares);
                }

                sum.Store(first + j);
                squares.Store(second + j);
            }

            for (var i = whole; i < length; i++)
            {
                var deviation = start[i] - shift[i - whole];
                first[i - whole] += deviation;
                second[i - whole] += deviation * deviation;
            }
        }
    }

    private readonly struct Gradients(
        int rows,
        int channels,
        int rowsPerBlock,
        float* x,
        float* d,
        float* mean,
        float* sums
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var width = ColumnSums.Period(channels);
            var offset = (long)block * rowsPerBlock * channels;
            var startX = x + offset;
            var startD = d + offset;
            var length = Math.Min(rowsPerBlock, rows - (block * rowsPerBlock)) * channels;
            var whole = length / width * width;
            var first = sums + ((long)block * 2 * width);
            var second = first + width;
            for (var j = 0; j < width; j += 16)
            {
                var origin = Vector512.Load(mean + j);
                var sum = Vector512<float>.Zero;
                var products = Vector512<float>.Zero;
                for (var i = j; i < whole; i += width)
                {
                    var gradient = Vector512.Load(startD + i);
                    sum += gradient;
                    products = VectorMath.Fma(gradient, Vector512.Load(startX + i) - origin, products);
                }

                sum.Store(first + j);
                products.Store(second + j);
            }

            for (var i = whole; i < length; i++)
            {
                first[i - whole] += startD[i];
                second[i - whole] += startD[i] * (startX[i] - mean[i - whole]);
            }
        }
    }

    private readonly struct Normalization(
        int rows,
        int channels,
        int rowsPerBlock,
        float* x,
        float* mean,
        float* scale,
        float* offset,
        float* y
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var width = ColumnSums.Period(channels);
            var start = (long)block * rowsPerBlock * channels;
            var end = start + ((long)Math.Min(rowsPerBlock, rows - (block * rowsPerBlock)) * channels);
            var j = 0;
            for (var i = start; i < end; i += 16)
            {
                var deviation = Vector512.Load(x + i) - Vector512.Load(mean + j);
                VectorMath.Fma(deviation, Vector512.Load(scale + j), Vector512.Load(offset + j)).Store(y + i);
                j = j + 16 == width ? 0 : j + 16;
            }
        }
    }

    private readonly struct InputGradients(
        int rows,
        int channels,
        int rowsPerBlock,
        float* x,
        float* d,
        float* mean,
        float* scale,
        float* slope,
        float* offset,
        float* to,
        bool accumulate
    ) : IBlockWork
    {
        public void Run(int block)
        {
            var width = ColumnSums.Period(channels);
            var start = (long)block * rowsPerBlock * channels;
            var end = start + ((long)Math.Min(rowsPerBlock, rows - (block * rowsPerBlock)) * channels);
            var j = 0;
            for (var i = start; i < end; i += 16)
            {
                var deviation = Vector512.Load(x + i) - Vector512.Load(mean + j);
                var value = VectorMath.Fma(deviation, Vector512.Load(slope + j), Vector512.Load(offset + j));
                value = VectorMath.Fma(Vector512.Load(d + i), Vector512.Load(scale + j), value);
                (accumulate ? Vector512.Load(to + i) + value : value).Store(to + i);
                j = j + 16 == width ? 0 : j + 16;
            }
        }
    }
}
