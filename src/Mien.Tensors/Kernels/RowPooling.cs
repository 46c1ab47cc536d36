using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Pooling with stride 1: under one cell of the kernel a row of outputs meets a row of pixels, so any number of channels runs
/// in whole vectors. An output's gradient is not sent to its pixels; each row of pixels fetches what it gets, so that every
/// row is written by one block.
/// </summary>
internal static unsafe class RowPooling
{
    /// <summary>True for stride 1 without dilation, unless the window leaves a single output.</summary>
    public static bool Suits(in Window window) =>
        window.Stride == 1 && window.Dilation == 1 && window.OutRows * window.OutColumns > 1;

    /// <inheritdoc cref="Pooling.Maximum"/>
    public static void Maximum(Workers workers, in Window window, float* x, float* y, int* where)
    {
        var columns = ColumnTable(window.OutColumns, window.Channels);
        workers.For(window.Pictures * window.OutRows, new MaximumRow(window, x, y, where, columns));
    }

    /// <inheritdoc cref="Pooling.MaximumGradient"/>
    public static void MaximumGradient(
        Workers workers,
        in Window window,
        float* d,
        int* where,
        float* to,
        bool accumulate
    )
    {
        var columns = ColumnTable(window.Columns, window.Channels);
        workers.For(window.Pictures * window.Rows, new MaximumGradientRow(window, d, where, to, columns, accumulate));
    }

    /// <inheritdoc cref="Pooling.Average"/>
    public static void Average(Workers workers, in Window window, float factor, float* x, float* y) =>
        workers.For(window.Pictures * window.OutRows, new AverageRow(window, factor, x, y));

    /// <inheritdoc cref="Pooling.AverageGradient"/>
    public static void AverageGradient(
        Workers workers,
        in Window window,
        float factor,
        float* d,
        float* to,
        bool accumulate
    ) => workers.For(window.Pictures * window.Rows, new AverageGradientRow(window, factor, d, to, accumulate));

    // The column of each number of a row.
    private static int* ColumnTable(int columns, int channels)
    {
        var table = (int*)Scratch.Floats(ScratchUse.CallOffsets, (long)columns * channels);
        for (var i = 0; i < columns * channels; i++)
        {
            table[i] = i / channels;
        }

        return table;
    }

    // For each cell of the kernel: numbers [first, end) of an output row, and the pixel that lies under its column 0.
    private static void WalkOutputs<TStep>(in Window w, int outRow, TStep step)
        where TStep : struct, IRowStep
    {
        for (var i = 0; i < w.KernelRows; i++)
        {
            var row = outRow + i - w.Top;
            for (var j = 0; (uint)row < (uint)w.Rows && j < w.KernelColumns; j++)
            {
                var shift = j - w.Left;
                var (first, end) = (Math.Max(0, -shift), Math.Min(w.OutColumns, w.Columns - shift));
                step.Run(first * w.Channels, end * w.Channels, row * w.Columns + shift);
            }
        }
    }

    // For each cell of the kernel: numbers [first, end) of a row of pixels, and the output whose cell lies on its column 0.
    private static void WalkPixels<TStep>(in Window w, int row, TStep step)
        where TStep : struct, IRowStep
    {
        for (var i = 0; i < w.KernelRows; i++)
        {
            var outRow = row - i + w.Top;
            for (var j = 0; (uint)outRow < (uint)w.OutRows && j < w.KernelColumns; j++)
            {
                var shift = w.Left - j;
                var (first, end) = (Math.Max(0, -shift), Math.Min(w.Columns, w.OutColumns - shift));
                step.Run(first * w.Channels, end * w.Channels, outRow * w.OutColumns + shift);
            }
        }
    }

    private interface IRowStep
    {
        void Run(int first, int end, int pixel);
    }

    private readonly struct MaximumRow(Window w, float* x, float* y, int* where, int* columns) : IBlockWork
    {
        public void Run(int block)
        {
            var offset = (long)block * w.OutColumns * w.Channels;
            new Span<float>(y + offset, w.OutColumns * w.Channels).Fill(float.NegativeInfinity);
            new Span<int>(where + offset, w.OutColumns * w.Channels).Clear();
            var picture = x + ((long)(block / w.OutRows) * w.Rows * w.Columns * w.Channels);
            WalkOutputs(in w, block % w.OutRows, new Larger(w.Channels, picture, y + offset, where + offset, columns));
        }
    }

    private readonly struct Larger(int channels, float* x, float* best, int* where, int* columns) : IRowStep
    {
        public void Run(int first, int end, int pixel)
        {
            var from = x + ((long)pixel * channels);
            var k = first;
            for (; k + 16 <= end; k += 16)
            {
                var (value, largest) = (Vector512.Load(from + k), Vector512.Load(best + k));
                var greater = Vector512.GreaterThan(value, largest);
                Vector512.ConditionalSelect(greater, value, largest).Store(best + k);
                var place = Vector512.Load(columns + k) + Vector512.Create(pixel);
                Vector512.ConditionalSelect(greater.AsInt32(), place, Vector512.Load(where + k)).Store(where + k);
            }

            for (; k < end; k++)
            {
                if (from[k] > best[k])
                {
                    best[k] = from[k];
                    where[k] = columns[k] + pixel;
                }
            }
        }
    }

    private readonly struct MaximumGradientRow(Window w, float* d, int* where, float* to, int* columns, bool accumulate)
        : IBlockWork
    {
        public void Run(int block)
        {
            var row = to + ((long)block * w.Columns * w.Channels);
            if (!accumulate)
            {
                new Span<float>(row, w.Columns * w.Channels).Clear();
            }

            var outputs = (long)(block / w.Rows) * w.OutRows * w.OutColumns * w.Channels;
            var first = block % w.Rows * w.Columns;
            WalkPixels(in w, block % w.Rows, new Chosen(w.Channels, d + outputs, where + outputs, row, columns, first));
        }
    }

    private readonly struct Chosen(int channels, float* d, int* where, float* to, int* columns, int firstPixel)
        : IRowStep
    {
        public void Run(int first, int end, int output)
        {
            var from = d + ((long)output * channels);
            var places = where + ((long)output * channels);
            var k = first;
            for (; k + 16 <= end; k += 16)
            {
                var here = Vector512.Load(columns + k) + Vector512.Create(firstPixel);
                var chosen = Vector512.Equals(Vector512.Load(places + k), here).AsSingle();
                (Vector512.Load(to + k) + (chosen & Vector512.Load(from + k))).Store(to + k);
            }

            for (; k < end; k++)
            {
                to[k] += places[k] == columns[k] + firstPixel ? from[k] : 0;
            }
        }
    }

    private readonly struct AverageRow(Window w, float factor, float* x, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            var row = y + ((long)block * w.OutColumns * w.Channels);
            new Span<float>(row, w.OutColumns * w.Channels).Clear();
            var picture = x + ((long)(block / w.OutRows) * w.Rows * w.Columns * w.Channels);
            WalkOutputs(in w, block % w.OutRows, new Sum(w.Channels, factor, picture, row));
        }
    }

    private readonly struct AverageGradientRow(Window w, float factor, float* d, float* to, bool accumulate)
        : IBlockWork
    {
        public void Run(int block)
        {
            var row = to + ((long)block * w.Columns * w.Channels);
            if (!accumulate)
            {
                new Span<float>(row, w.Columns * w.Channels).Clear();
            }

            var outputs = (long)(block / w.Rows) * w.OutRows * w.OutColumns * w.Channels;
            WalkPixels(in w, block % w.Rows, new Sum(w.Channels, factor, d + outputs, row));
        }
    }

    private readonly struct Sum(int channels, float factor, float* source, float* to) : IRowStep
    {
        public void Run(int first, int end, int pixel)
        {
            var from = source + ((long)pixel * channels);
            var k = first;
            for (; k + 16 <= end; k += 16)
            {
                var sum = VectorMath.Fma(Vector512.Load(from + k), Vector512.Create(factor), Vector512.Load(to + k));
                sum.Store(to + k);
            }

            for (; k < end; k++)
            {
                to[k] += from[k] * factor;
            }
        }
    }
}
