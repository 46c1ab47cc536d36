using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>Depthwise convolution, 16 channels at once.</summary>
internal static unsafe class SimpleDepthwise
{
    public static void Forward(Workers workers, Window window, float* x, float* weight, float* bias, float* y) =>
        workers.For(window.Pictures * window.OutRows, new ForwardRow(window, x, weight, bias, y));

    public static void WeightGradient(Workers workers, Window window, float* x, float* d, float* to, bool accumulate) =>
        workers.For(window.KernelRows * window.KernelColumns, new WeightCell(window, x, d, to, accumulate));

    /// <summary>Adds to the gradient of the input.</summary>
    public static void AddInputGradient(Workers workers, Window window, float* d, float* weight, float* to) =>
        workers.For(window.Pictures, new InputPicture(window, d, weight, to));

    private readonly struct ForwardRow(Window w, float* x, float* weight, float* bias, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            var (picture, outRow) = (block / w.OutRows, block % w.OutRows);
            for (var outColumn = 0; outColumn < w.OutColumns; outColumn++)
            {
                var to = y + (((long)block * w.OutColumns) + outColumn) * w.Channels;
                var c = 0;
                for (; c + 16 <= w.Channels; c += 16)
                {
                    Vector(picture, outRow, outColumn, c).Store(to + c);
                }

                for (; c < w.Channels; c++)
                {
                    to[c] = Scalar(picture, outRow, outColumn, c);
                }
            }
        }

        private Vector512<float> Vector(int picture, int outRow, int outColumn, int c)
        {
            var sum = bias == null ? Vector512<float>.Zero : Vector512.Load(bias + c);
            for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
            {
                var row = (outRow * w.Stride) - w.Top + (cell / w.KernelColumns * w.Dilation);
                var column = (outColumn * w.Stride) - w.Left + (cell % w.KernelColumns * w.Dilation);
                if ((uint)row < (uint)w.Rows && (uint)column < (uint)w.Columns)
                {
                    var pixel = x + (((((long)picture * w.Rows) + row) * w.Columns + column) * w.Channels) + c;
                    sum = VectorMath.Fma(
                        Vector512.Load(pixel),
                        Vector512.Load(weight + ((long)cell * w.Channels) + c),
                        sum
                    );
                }
            }

            return sum;
        }

        private float Scalar(int picture, int outRow, int outColumn, int c)
        {
            var sum = bias == null ? 0 : bias[c];
            for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
            {
                var row = (outRow * w.Stride) - w.Top + (cell / w.KernelColumns * w.Dilation);
                var column = (outColumn * w.Stride) - w.Left + (cell % w.KernelColumns * w.Dilation);
                if ((uint)row < (uint)w.Rows && (uint)column < (uint)w.Columns)
                {
                    sum +=
                        x[(((((long)picture * w.Rows) + row) * w.Columns + column) * w.Channels) + c]
                        * weight[((long)cell * w.Channels) + c];
                }
            }

            return sum;
        }
    }

    private readonly struct WeightCell(Window w, float* x, float* d, float* to, bool accumulate) : IBlockWork
    {
        public void Run(int cell)
        {
            var target = to + ((long)cell * w.Channels);
            if (!accumulate)
            {
                new Span<float>(target, w.Channels).Clear();
            }

            var (shiftRow, shiftColumn) = (
                cell / w.KernelColumns * w.Dilation - w.Top,
                cell % w.KernelColumns * w.Dilation - w.Left
            );
            for (var output = 0; output < w.Outputs; output++)
            {
                var column = (output % w.OutColumns * w.Stride) + shiftColumn;
                var row = (output / w.OutColumns % w.OutRows * w.Stride) + shiftRow;
                if ((uint)row < (uint)w.Rows && (uint)column < (uint)w.Columns)
                {
                    var picture = output / (w.OutColumns * w.OutRows);
                    var pixel = x + (((((long)picture * w.Rows) + row) * w.Columns + column) * w.Channels);
                    Add(pixel, d + ((long)output * w.Channels), target);
                }
            }
        }

        private void Add(float* pixel, float* gradient, float* target)
        {
            var c = 0;
            for (; c + 16 <= w.Channels; c += 16)
            {
                VectorMath
                    .Fma(Vector512.Load(pixel + c), Vector512.Load(gradient + c), Vector512.Load(target + c))
                    .Store(target + c);
            }

            for (; c < w.Channels; c++)
            {
                target[c] += pixel[c] * gradient[c];
            }
        }
    }

    private readonly struct InputPicture(Window w, float* d, float* weight, float* to) : IBlockWork
    {
        public void Run(int picture)
        {
            var first = picture * w.OutRows * w.OutColumns;
            for (var output = 0; output < w.OutRows * w.OutColumns; output++)
            {
                for (var cell = 0; cell < w.KernelRows * w.KernelColumns; cell++)
                {
                    var row = (output / w.OutColumns * w.Stride) - w.Top + (cell / w.KernelColumns * w.Dilation);
                    var column = (output % w.OutColumns * w.Stride) - w.Left + (cell % w.KernelColumns * w.Dilation);
                    if ((uint)row < (uint)w.Rows && (uint)column < (uint)w.Columns)
                    {
                        var pixel = to + (((((long)picture * w.Rows) + row) * w.Columns + column) * w.Channels);
                        Add(d + ((long)(first + output) * w.Channels), weight + ((long)cell * w.Channels), pixel);
                    }
                }
            }
        }

        private void Add(float* gradient, float* factor, float* target)
        {
            var c = 0;
            for (; c + 16 <= w.Channels; c += 16)
            {
                VectorMath
                    .Fma(Vector512.Load(gradient + c), Vector512.Load(factor + c), Vector512.Load(target + c))
                    .Store(target + c);
            }

            for (; c < w.Channels; c++)
            {
                target[c] += gradient[c] * factor[c];
            }
        }
    }
}
