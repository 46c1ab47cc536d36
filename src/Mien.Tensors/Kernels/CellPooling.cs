using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Pooling with any stride: for each output the pixels under its window are listed once and then serve all its channels, and
/// for each pixel the outputs that saw it, so that every pixel's gradient is written once, by one block.
/// </summary>
internal static unsafe class CellPooling
{
    /// <inheritdoc cref="Pooling.Maximum"/>
    public static void Maximum(Workers workers, in Window window, float* x, float* y, int* where) =>
        workers.For(window.Pictures * window.OutRows, new MaximumRow(window, x, y, where));

    /// <inheritdoc cref="Pooling.MaximumGradient"/>
    public static void MaximumGradient(
        Workers workers,
        in Window window,
        float* d,
        int* where,
        float* to,
        bool accumulate
    ) => workers.For(window.Pictures * window.Rows, new MaximumGradientRow(window, d, where, to, accumulate));

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

    private static nint* List(in Window w) => Scratch.Offsets(ScratchUse.BlockOffsets, w.KernelRows * w.KernelColumns);

    // The pixels of a picture under the window of an output.
    private static int ListPixels(in Window w, int outRow, int outColumn, nint* pixels)
    {
        var count = 0;
        var (top, left) = (outRow * w.Stride - w.Top, outColumn * w.Stride - w.Left);
        var (bottom, right) = (top + (w.KernelRows - 1) * w.Dilation, left + (w.KernelColumns - 1) * w.Dilation);
        for (var row = top; row <= bottom; row += w.Dilation)
        {
            for (var column = left; (uint)row < (uint)w.Rows && column <= right; column += w.Dilation)
            {
                if ((uint)column < (uint)w.Columns)
                {
                    pixels[count++] = row * w.Columns + column;
                }
            }
        }

        return count;
    }

    // The outputs of a picture whose windows lie on a pixel.
    private static int ListOutputs(in Window w, int row, int column, nint* outputs)
    {
        var count = 0;
        var (down, right) = (row + w.Top, column + w.Left);
        var (endRow, endColumn) = (
            Math.Min(w.OutRows, down / w.Stride + 1),
            Math.Min(w.OutColumns, right / w.Stride + 1)
        );
        for (var outRow = FirstOutput(in w, down, w.KernelRows); outRow < endRow; outRow++)
        {
            for (var outColumn = FirstOutput(in w, right, w.KernelColumns); outColumn < endColumn; outColumn++)
            {
                var (i, j) = (down - outRow * w.Stride, right - outColumn * w.Stride);
                if (w.Dilation == 1 || (i % w.Dilation == 0 && j % w.Dilation == 0))
                {
                    outputs[count++] = outRow * w.OutColumns + outColumn;
                }
            }
        }

        return count;
    }

    // The first output along an axis whose window reaches a place of the padded picture.
    private static int FirstOutput(in Window w, int place, int kernel) =>
        (Math.Max(0, place - (kernel - 1) * w.Dilation) + w.Stride - 1) / w.Stride;

    private readonly struct MaximumRow(Window w, float* x, float* y, int* where) : IBlockWork
    {
        public void Run(int block)
        {
            var pixels = List(in w);
            var picture = x + ((long)(block / w.OutRows) * w.Rows * w.Columns * w.Channels);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                var count = ListPixels(in w, block % w.OutRows, outColumn, pixels);
                var to = (((long)block * w.OutColumns) + outColumn) * w.Channels;
                var c = 0;
                for (; c + 16 <= w.Channels; c += 16)
                {
                    Vector(picture + c, pixels, count, to + c);
                }

                for (; c < w.Channels; c++)
                {
                    Scalar(picture + c, pixels, count, to + c);
                }
            }
        }

        private void Vector(float* from, nint* pixels, int count, long to)
        {
            var best = Vector512.Create(float.NegativeInfinity);
            var places = Vector512<int>.Zero;
            for (var i = 0; i < count; i++)
            {
                var value = Vector512.Load(from + (pixels[i] * w.Channels));
                var greater = Vector512.GreaterThan(value, best);
                best = Vector512.ConditionalSelect(greater, value, best);
                places = Vector512.ConditionalSelect(greater.AsInt32(), Vector512.Create((int)pixels[i]), places);
            }

            best.Store(y + to);
            places.Store(where + to);
        }

        private void Scalar(float* from, nint* pixels, int count, long to)
        {
            var (best, place) = (float.NegativeInfinity, 0);
            for (var i = 0; i < count; i++)
            {
                var value = from[pixels[i] * w.Channels];
                if (value > best)
                {
                    (best, place) = (value, (int)pixels[i]);
                }
            }

            (y[to], where[to]) = (best, place);
        }
    }

    private readonly struct MaximumGradientRow(Window w, float* d, int* where, float* to, bool accumulate) : IBlockWork
    {
        public void Run(int block)
        {
            var outputs = List(in w);
            var picture = (long)(block / w.Rows) * w.OutRows * w.OutColumns * w.Channels;
            var row = block % w.Rows;
            for (var column = 0; column < w.Columns; column++)
            {
                var count = ListOutputs(in w, row, column, outputs);
                Pixel(
                    row * w.Columns + column,
                    picture,
                    outputs,
                    count,
                    to + ((long)block * w.Columns + column) * w.Channels
                );
            }
        }

        private void Pixel(int pixel, long picture, nint* outputs, int count, float* target)
        {
            var c = 0;
            for (; c + 16 <= w.Channels; c += 16)
            {
                var sum = accumulate ? Vector512.Load(target + c) : Vector512<float>.Zero;
                for (var i = 0; i < count; i++)
                {
                    var at = picture + (outputs[i] * w.Channels) + c;
                    var chosen = Vector512.Equals(Vector512.Load(where + at), Vector512.Create(pixel)).AsSingle();
                    sum += chosen & Vector512.Load(d + at);
                }

                sum.Store(target + c);
            }

            for (; c < w.Channels; c++)
            {
                var sum = accumulate ? target[c] : 0;
                for (var i = 0; i < count; i++)
                {
                    var at = picture + (outputs[i] * w.Channels) + c;
                    sum += where[at] == pixel ? d[at] : 0;
                }

                target[c] = sum;
            }
        }
    }

    private readonly struct AverageRow(Window w, float factor, float* x, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            var pixels = List(in w);
            var picture = x + ((long)(block / w.OutRows) * w.Rows * w.Columns * w.Channels);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                var count = ListPixels(in w, block % w.OutRows, outColumn, pixels);
                var to = y + (((long)block * w.OutColumns + outColumn) * w.Channels);
                AddUp(w.Channels, factor, picture, pixels, count, to, accumulate: false);
            }
        }
    }

    private readonly struct AverageGradientRow(Window w, float factor, float* d, float* to, bool accumulate)
        : IBlockWork
    {
        public void Run(int block)
        {
            var outputs = List(in w);
            var picture = d + ((long)(block / w.Rows) * w.OutRows * w.OutColumns * w.Channels);
            for (var column = 0; column < w.Columns; column++)
            {
                var count = ListOutputs(in w, block % w.Rows, column, outputs);
                var target = to + (((long)block * w.Columns + column) * w.Channels);
                AddUp(w.Channels, factor, picture, outputs, count, target, accumulate);
            }
        }
    }

    // to = factor times the sum of the listed pixels, or to += that.
    private static void AddUp(
        int channels,
        float factor,
        float* from,
        nint* list,
        int count,
        float* to,
        bool accumulate
    )
    {
        var c = 0;
        for (; c + 16 <= channels; c += 16)
        {
            var sum = Vector512<float>.Zero;
            for (var i = 0; i < count; i++)
            {
                sum += Vector512.Load(from + (list[i] * channels) + c);
            }

            (accumulate ? Vector512.Load(to + c) + (sum * factor) : sum * factor).Store(to + c);
        }

        for (; c < channels; c++)
        {
            var sum = 0f;
            for (var i = 0; i < count; i++)
            {
                sum += from[(list[i] * channels) + c];
            }

            to[c] = accumulate ? to[c] + (sum * factor) : sum * factor;
        }
    }
}
