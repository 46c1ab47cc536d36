using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Largest and mean values under a window, 16 channels at once; cells outside the picture are skipped. For each output the
/// cells inside are listed once and then serve all its channels.
/// </summary>
internal static unsafe class Pooling
{
    /// <summary>Up to so many cells, looking whether a cell was the largest is cheaper than going to the largest one by one.</summary>
    private const int MostCellsToCompare = 16;

    /// <summary>y = the largest, <paramref name="where"/> = the pixel within its picture that it came from, the first of equals.</summary>
    public static void Maximum(Workers workers, Window window, float* x, float* y, int* where) =>
        workers.For(window.Pictures * window.OutRows, new MaximumRow(window, x, y, where));

    /// <summary>Gives every output's gradient to the pixel that it came from; the others get zero, or what they have.</summary>
    public static void MaximumGradient(
        Workers workers,
        Window window,
        float* d,
        int* where,
        float* to,
        bool accumulate
    ) => workers.For(window.Pictures, new MaximumPicture(window, d, where, to, accumulate));

    /// <summary>y = sum under the window times <paramref name="factor"/>.</summary>
    public static void Average(Workers workers, Window window, float factor, float* x, float* y) =>
        workers.For(window.Pictures * window.OutRows, new AverageRow(window, factor, x, y));

    /// <summary>Gives every output's gradient times <paramref name="factor"/> to all its pixels.</summary>
    public static void AverageGradient(
        Workers workers,
        Window window,
        float factor,
        float* d,
        float* to,
        bool accumulate
    ) => workers.For(window.Pictures, new AveragePicture(window, factor, d, to, accumulate));

    // The pixels, within their picture, under the window of an output.
    private static int List(in Window w, int outRow, int outColumn, nint* pixels)
    {
        var count = 0;
        for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
        {
            var pixel = w.PixelOf(outRow, outColumn, cell);
            if (pixel >= 0)
            {
                pixels[count++] = pixel;
            }
        }

        return count;
    }

    private static nint* PixelList(in Window w) =>
        Scratch.Offsets(ScratchUse.BlockOffsets, w.KernelRows * w.KernelColumns);

    private static void Clear(in Window w, float* picture) =>
        new Span<float>(picture, w.Rows * w.Columns * w.Channels).Clear();

    private readonly struct MaximumRow(Window w, float* x, float* y, int* where) : IBlockWork
    {
        public void Run(int block)
        {
            var pixels = PixelList(in w);
            var picture = x + ((long)(block / w.OutRows) * w.Rows * w.Columns * w.Channels);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                var count = List(in w, block % w.OutRows, outColumn, pixels);
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
            y[to] = float.NegativeInfinity;
            where[to] = 0;
            for (var i = 0; i < count; i++)
            {
                var value = from[pixels[i] * w.Channels];
                if (value > y[to])
                {
                    y[to] = value;
                    where[to] = (int)pixels[i];
                }
            }
        }
    }

    private readonly struct MaximumPicture(Window w, float* d, int* where, float* to, bool accumulate) : IBlockWork
    {
        public void Run(int picture)
        {
            var pixels = PixelList(in w);
            var target = to + ((long)picture * w.Rows * w.Columns * w.Channels);
            if (!accumulate)
            {
                Clear(in w, target);
            }

            var from = (long)picture * w.OutRows * w.OutColumns * w.Channels;
            var vectors = w.KernelRows * w.KernelColumns <= MostCellsToCompare ? w.Channels & ~15 : 0;
            for (var output = 0; output < w.OutRows * w.OutColumns; output++, from += w.Channels)
            {
                if (vectors > 0)
                {
                    var count = List(in w, output / w.OutColumns, output % w.OutColumns, pixels);
                    Compare(from, pixels, count, vectors, target);
                }

                for (var c = vectors; c < w.Channels; c++)
                {
                    target[((long)where[from + c] * w.Channels) + c] += d[from + c];
                }
            }
        }

        private void Compare(long from, nint* pixels, int count, int channels, float* target)
        {
            for (var c = 0; c < channels; c += 16)
            {
                var gradient = Vector512.Load(d + from + c);
                var place = Vector512.Load(where + from + c);
                for (var i = 0; i < count; i++)
                {
                    var at = target + (pixels[i] * w.Channels) + c;
                    var here = Vector512.Equals(place, Vector512.Create((int)pixels[i])).AsSingle();
                    (Vector512.Load(at) + (here & gradient)).Store(at);
                }
            }
        }
    }

    private readonly struct AverageRow(Window w, float factor, float* x, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            var pixels = PixelList(in w);
            var picture = x + ((long)(block / w.OutRows) * w.Rows * w.Columns * w.Channels);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                var count = List(in w, block % w.OutRows, outColumn, pixels);
                var to = y + ((((long)block * w.OutColumns) + outColumn) * w.Channels);
                var c = 0;
                for (; c + 16 <= w.Channels; c += 16)
                {
                    var sum = Vector512<float>.Zero;
                    for (var i = 0; i < count; i++)
                    {
                        sum += Vector512.Load(picture + (pixels[i] * w.Channels) + c);
                    }

                    (sum * factor).Store(to + c);
                }

                for (; c < w.Channels; c++)
                {
                    var sum = 0f;
                    for (var i = 0; i < count; i++)
                    {
                        sum += picture[(pixels[i] * w.Channels) + c];
                    }

                    to[c] = sum * factor;
                }
            }
        }
    }

    private readonly struct AveragePicture(Window w, float factor, float* d, float* to, bool accumulate) : IBlockWork
    {
        public void Run(int picture)
        {
            var pixels = PixelList(in w);
            var target = to + ((long)picture * w.Rows * w.Columns * w.Channels);
            if (!accumulate)
            {
                Clear(in w, target);
            }

            var from = d + ((long)picture * w.OutRows * w.OutColumns * w.Channels);
            for (var output = 0; output < w.OutRows * w.OutColumns; output++, from += w.Channels)
            {
                var count = List(in w, output / w.OutColumns, output % w.OutColumns, pixels);
                for (var i = 0; i < count; i++)
                {
                    AddRow(w.Channels, factor, from, target + (pixels[i] * w.Channels));
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
