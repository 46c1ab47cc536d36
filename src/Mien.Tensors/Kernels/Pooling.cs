using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>Largest and mean values under a window, 16 channels at once; cells outside the picture are skipped.</summary>
internal static unsafe class Pooling
{
    /// <summary>y = the largest, <paramref name="where"/> = the pixel within its picture that it came from, the first of equals.</summary>
    public static void Maximum(Workers workers, Window window, float* x, float* y, int* where) =>
        workers.For(window.Pictures * window.OutRows, new MaximumRow(window, x, y, where));

    /// <summary>Adds every output's gradient to the pixel that it came from.</summary>
    public static void AddMaximumGradient(Workers workers, Window window, float* d, int* where, float* to) =>
        workers.For(window.Pictures, new MaximumPicture(window, d, where, to));

    /// <summary>y = sum under the window times <paramref name="factor"/>.</summary>
    public static void Average(Workers workers, Window window, float factor, float* x, float* y) =>
        workers.For(window.Pictures * window.OutRows, new AverageRow(window, factor, x, y));

    /// <summary>Adds every output's gradient times <paramref name="factor"/> to all its pixels.</summary>
    public static void AddAverageGradient(Workers workers, Window window, float factor, float* d, float* to) =>
        workers.For(window.Pictures, new AveragePicture(window, factor, d, to));

    private readonly struct MaximumRow(Window w, float* x, float* y, int* where) : IBlockWork
    {
        public void Run(int block)
        {
            if (w.IsWhole)
            {
                Whole(block);
                return;
            }

            var (picture, outRow) = (block / w.OutRows, block % w.OutRows);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                var to = (((long)block * w.OutColumns) + outColumn) * w.Channels;
                var c = 0;
                for (; c + 16 <= w.Channels; c += 16)
                {
                    Vector(picture, outRow, outColumn, c, to + c);
                }

                for (; c < w.Channels; c++)
                {
                    Scalar(picture, outRow, outColumn, c, to + c);
                }
            }
        }

        // The window is the picture: its pixels are taken one after the other.
        private void Whole(int picture)
        {
            var pixels = w.Rows * w.Columns;
            var c = 0;
            for (; c + 16 <= w.Channels; c += 16)
            {
                var from = x + ((long)picture * pixels * w.Channels) + c;
                var best = Vector512.Create(float.NegativeInfinity);
                var places = Vector512<int>.Zero;
                for (var pixel = 0; pixel < pixels; pixel++, from += w.Channels)
                {
                    var value = Vector512.Load(from);
                    var greater = Vector512.GreaterThan(value, best);
                    best = Vector512.ConditionalSelect(greater, value, best);
                    places = Vector512.ConditionalSelect(greater.AsInt32(), Vector512.Create(pixel), places);
                }

                best.Store(y + ((long)picture * w.Channels) + c);
                places.Store(where + ((long)picture * w.Channels) + c);
            }

            for (; c < w.Channels; c++)
            {
                Scalar(picture, 0, 0, c, ((long)picture * w.Channels) + c);
            }
        }

        private void Vector(int picture, int outRow, int outColumn, int c, long to)
        {
            var best = Vector512.Create(float.NegativeInfinity);
            var pixels = Vector512<int>.Zero;
            for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
            {
                var pixel = w.PixelOf(outRow, outColumn, cell);
                if (pixel >= 0)
                {
                    var value = Vector512.Load(x + ((((long)picture * w.Rows * w.Columns) + pixel) * w.Channels) + c);
                    var greater = Vector512.GreaterThan(value, best);
                    best = Vector512.ConditionalSelect(greater, value, best);
                    pixels = Vector512.ConditionalSelect(greater.AsInt32(), Vector512.Create(pixel), pixels);
                }
            }

            best.Store(y + to);
            pixels.Store(where + to);
        }

        private void Scalar(int picture, int outRow, int outColumn, int c, long to)
        {
            y[to] = float.NegativeInfinity;
            where[to] = 0;
            for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
            {
                var pixel = w.PixelOf(outRow, outColumn, cell);
                if (pixel >= 0)
                {
                    var value = x[((((long)picture * w.Rows * w.Columns) + pixel) * w.Channels) + c];
                    if (value > y[to])
                    {
                        y[to] = value;
                        where[to] = pixel;
                    }
                }
            }
        }
    }

    private readonly struct MaximumPicture(Window w, float* d, int* where, float* to) : IBlockWork
    {
        public void Run(int picture)
        {
            var pixels = to + ((long)picture * w.Rows * w.Columns * w.Channels);
            var first = (long)picture * w.OutRows * w.OutColumns * w.Channels;
            for (var output = 0; output < w.OutRows * w.OutColumns; output++)
            {
                for (var c = 0; c < w.Channels; c++, first++)
                {
                    pixels[((long)where[first] * w.Channels) + c] += d[first];
                }
            }
        }
    }

    private readonly struct AverageRow(Window w, float factor, float* x, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            var (picture, outRow) = (block / w.OutRows, block % w.OutRows);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                var to = y + ((((long)block * w.OutColumns) + outColumn) * w.Channels);
                new Span<float>(to, w.Channels).Clear();
                for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
                {
                    var pixel = w.PixelOf(outRow, outColumn, cell);
                    if (pixel >= 0)
                    {
                        AddRow(
                            w.Channels,
                            factor,
                            x + ((((long)picture * w.Rows * w.Columns) + pixel) * w.Channels),
                            to
                        );
                    }
                }
            }
        }
    }

    private readonly struct AveragePicture(Window w, float factor, float* d, float* to) : IBlockWork
    {
        public void Run(int picture)
        {
            var from = d + ((long)picture * w.OutRows * w.OutColumns * w.Channels);
            for (var output = 0; output < w.OutRows * w.OutColumns; output++, from += w.Channels)
            {
                for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
                {
                    var pixel = w.PixelOf(output / w.OutColumns, output % w.OutColumns, cell);
                    if (pixel >= 0)
                    {
                        AddRow(
                            w.Channels,
                            factor,
                            from,
                            to + ((((long)picture * w.Rows * w.Columns) + pixel) * w.Channels)
                        );
                    }
                }
            }
        }
    }

    private static void AddRow(int channels, float factor, float* from, float* to)
    {
        var c = 0;
        for (; c + 16 <= channels; c += 16)
        {
            VectorMath.Fma(Vector512.Load(from + c), Vector512.Create(factor), Vector512.Load(to + c)).Store(to + c);
        }

        for (; c < channels; c++)
        {
            to[c] += from[c] * factor;
        }
    }
}
