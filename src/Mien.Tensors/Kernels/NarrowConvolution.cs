using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Tensors.Kernels;

/// <summary>
/// Convolution of pictures with a handful of channels on both sides, such as the two-map attention of CBAM. A tile of the
/// general product would be mostly padding there; here the vectors run along the batch: pictures are turned to
/// [pixels, channels, pictures], the number of pictures filled up with zeros to whole vectors.
/// </summary>
internal static unsafe class NarrowConvolution
{
    private const int PixelsPerBlock = 16;

    public static bool Suits(in ConvolutionSizes sizes) =>
        !sizes.Depthwise
        && sizes.ChannelsOut <= 4
        && sizes.ChannelsIn <= 4
        && sizes.Images >= 12
        && sizes.Input.Depth * sizes.Kernel.Depth == 1
        && sizes.Kernel.Volume > 1
        && sizes.Stride.Rows == sizes.Stride.Columns
        && sizes.Dilation.Rows == sizes.Dilation.Columns;

    /// <summary>Floats of a turned batch of pictures of the given number of elements.</summary>
    public static int TurnedLength(in ConvolutionSizes sizes, int elements) => elements * Lanes(sizes);

    /// <summary>[pictures, elements] to [elements, pictures], zeros behind the last picture.</summary>
    public static void Turn(in ConvolutionSizes sizes, int elements, float* from, float* to)
    {
        var lanes = Lanes(sizes);
        for (var picture = 0; picture < lanes; picture++)
        {
            var source = from + ((long)Math.Min(picture, sizes.Images - 1) * elements);
            var factor = picture < sizes.Images ? 1f : 0f;
            var target = to + picture;
            for (var element = 0; element < elements; element++, target += lanes)
            {
                *target = source[element] * factor;
            }
        }
    }

    /// <summary>[elements, pictures] to [pictures, elements], or added to what is there.</summary>
    public static void TurnBack(in ConvolutionSizes sizes, int elements, float* from, float* to, bool accumulate)
    {
        var lanes = Lanes(sizes);
        for (var picture = 0; picture < sizes.Images; picture++)
        {
            var source = from + picture;
            var target = to + ((long)picture * elements);
            for (var element = 0; element < elements; element++, source += lanes)
            {
                target[element] = accumulate ? target[element] + *source : *source;
            }
        }
    }

    /// <summary>Turned outputs from turned inputs; the bias may be null.</summary>
    public static void Forward(
        Workers workers,
        in ConvolutionSizes sizes,
        float* x,
        float* weight,
        float* bias,
        float* y
    )
    {
        var pixels = sizes.Output.Volume;
        workers.For((pixels + PixelsPerBlock - 1) / PixelsPerBlock, new Outputs(Walk.Of(sizes), x, weight, bias, y));
    }

    /// <summary>Turned input gradients from turned output gradients.</summary>
    public static void InputGradient(Workers workers, in ConvolutionSizes sizes, float* d, float* weight, float* to)
    {
        var pixels = sizes.Input.Volume;
        workers.For((pixels + PixelsPerBlock - 1) / PixelsPerBlock, new Inputs(Walk.Of(sizes), d, weight, to));
    }

    /// <summary>Weight gradients from turned inputs and output gradients.</summary>
    public static void WeightGradient(
        Workers workers,
        in ConvolutionSizes sizes,
        float* x,
        float* d,
        float* to,
        bool accumulate
    ) => workers.For(sizes.Kernel.Volume, new Weights(Walk.Of(sizes), x, d, to, accumulate));

    private static int Lanes(in ConvolutionSizes sizes) => (sizes.Images + 15) / 16 * 16;

    /// <summary>The sizes as plain numbers, without the divisions behind <see cref="ConvolutionSizes.Output"/>.</summary>
    private readonly record struct Walk(
        int Lanes,
        int Rows,
        int Columns,
        int OutRows,
        int OutColumns,
        int KernelRows,
        int KernelColumns,
        int In,
        int Out,
        int Stride,
        int Dilation,
        int Top,
        int Left
    )
    {
        public static Walk Of(in ConvolutionSizes sizes) =>
            new(
                NarrowConvolution.Lanes(in sizes),
                sizes.Input.Rows,
                sizes.Input.Columns,
                sizes.Output.Rows,
                sizes.Output.Columns,
                sizes.Kernel.Rows,
                sizes.Kernel.Columns,
                sizes.ChannelsIn,
                sizes.ChannelsOut,
                sizes.Stride.Rows,
                sizes.Dilation.Rows,
                sizes.PaddingBefore.Rows,
                sizes.PaddingBefore.Columns
            );

        /// <summary>The input row or column that an output reads through a tap, which may lie outside.</summary>
        public int Input(int output, int tap, int padding) => (output * Stride) + (tap * Dilation) - padding;

        /// <summary>The output row or column that reads an input through a tap, or -1.</summary>
        public int Output(int input, int tap, int padding, int outputs)
        {
            var scaled = input + padding - (tap * Dilation);
            if (Stride > 1 && scaled > 0)
            {
                scaled = scaled % Stride == 0 ? scaled / Stride : -1;
            }

            return scaled < outputs ? scaled : -1;
        }
    }

    private readonly struct Outputs(Walk walk, float* x, float* weight, float* bias, float* y) : IBlockWork
    {
        public void Run(int block)
        {
            var w = walk;
            var end = Math.Min(w.OutRows * w.OutColumns, (block + 1) * PixelsPerBlock);
            for (var pixel = block * PixelsPerBlock; pixel < end; pixel++)
            {
                var (row, column) = (pixel / w.OutColumns, pixel % w.OutColumns);
                for (var o = 0; o < w.Out; o++)
                {
                    var to = y + ((((long)pixel * w.Out) + o) * w.Lanes);
                    for (var lane = 0; lane < w.Lanes; lane += 16 * Step(w.Lanes - lane))
                    {
                        Sum(row, column, o, lane, Step(w.Lanes - lane), to + lane);
                    }
                }
            }
        }

        private void Sum(int outRow, int outColumn, int o, int lane, int vectors, float* to)
        {
            var w = walk;
            var sums = new Quad(bias == null ? 0 : bias[o]);
            for (var i = 0; i < w.KernelRows; i++)
            {
                var row = w.Input(outRow, i, w.Top);
                if ((uint)row >= (uint)w.Rows)
                {
                    continue;
                }

                for (var j = 0; j < w.KernelColumns; j++)
                {
                    var column = w.Input(outColumn, j, w.Left);
                    if ((uint)column < (uint)w.Columns)
                    {
                        var source = x + ((((long)row * w.Columns) + column) * w.In * w.Lanes) + lane;
                        var factor = weight + (((i * w.KernelColumns) + j) * w.In * w.Out) + o;
                        for (var c = 0; c < w.In; c++, source += w.Lanes, factor += w.Out)
                        {
                            sums.Add(*factor, source, vectors);
                        }
                    }
                }
            }

            sums.Store(to, vectors);
        }
    }

    private readonly struct Inputs(Walk walk, float* d, float* weight, float* to) : IBlockWork
    {
        public void Run(int block)
        {
            var w = walk;
            var end = Math.Min(w.Rows * w.Columns, (block + 1) * PixelsPerBlock);
            for (var pixel = block * PixelsPerBlock; pixel < end; pixel++)
            {
                var (row, column) = (pixel / w.Columns, pixel % w.Columns);
                for (var c = 0; c < w.In; c++)
                {
                    var target = to + ((((long)pixel * w.In) + c) * w.Lanes);
                    for (var lane = 0; lane < w.Lanes; lane += 16 * Step(w.Lanes - lane))
                    {
                        Sum(row, column, c, lane, Step(w.Lanes - lane), target + lane);
                    }
                }
            }
        }

        private void Sum(int row, int column, int c, int lane, int vectors, float* target)
        {
            var w = walk;
            var sums = new Quad(0);
            for (var i = 0; i < w.KernelRows; i++)
            {
                var outRow = w.Output(row, i, w.Top, w.OutRows);
                if (outRow < 0)
                {
                    continue;
                }

                for (var j = 0; j < w.KernelColumns; j++)
                {
                    var outColumn = w.Output(column, j, w.Left, w.OutColumns);
                    if (outColumn >= 0)
                    {
                        var source = d + ((((long)outRow * w.OutColumns) + outColumn) * w.Out * w.Lanes) + lane;
                        var factor = weight + (((((i * w.KernelColumns) + j) * w.In) + c) * w.Out);
                        for (var o = 0; o < w.Out; o++, source += w.Lanes)
                        {
                            sums.Add(factor[o], source, vectors);
                        }
                    }
                }
            }

            sums.Store(target, vectors);
        }
    }

    private readonly struct Weights(Walk walk, float* x, float* d, float* to, bool accumulate) : IBlockWork
    {
        public void Run(int tap)
        {
            for (var c = 0; c < walk.In; c++)
            {
                for (var o = 0; o < walk.Out; o++)
                {
                    var target = to + ((((long)tap * walk.In) + c) * walk.Out) + o;
                    var value = VectorMath.Sum(Products(tap, c, o));
                    *target = accumulate ? *target + value : value;
                }
            }
        }

        private Vector512<float> Products(int tap, int c, int o)
        {
            var w = walk;
            var (i, j) = (tap / w.KernelColumns, tap % w.KernelColumns);
            var (even, odd) = (Vector512<float>.Zero, Vector512<float>.Zero);
            for (var outRow = 0; outRow < w.OutRows; outRow++)
            {
                var row = w.Input(outRow, i, w.Top);
                for (var outColumn = 0; (uint)row < (uint)w.Rows && outColumn < w.OutColumns; outColumn++)
                {
                    var column = w.Input(outColumn, j, w.Left);
                    if ((uint)column >= (uint)w.Columns)
                    {
                        continue;
                    }

                    var first = x + ((((((long)row * w.Columns) + column) * w.In) + c) * w.Lanes);
                    var second = d + ((((((long)outRow * w.OutColumns) + outColumn) * w.Out) + o) * w.Lanes);
                    var lane = 0;
                    for (; lane + 32 <= w.Lanes; lane += 32)
                    {
                        even = VectorMath.Fma(Vector512.Load(first + lane), Vector512.Load(second + lane), even);
                        odd = VectorMath.Fma(
                            Vector512.Load(first + lane + 16),
                            Vector512.Load(second + lane + 16),
                            odd
                        );
                    }

                    if (lane < w.Lanes)
                    {
                        even = VectorMath.Fma(Vector512.Load(first + lane), Vector512.Load(second + lane), even);
                    }
                }
            }

            return even + odd;
        }
    }

    /// <summary>Vectors of pictures taken at once: four while there are as many, then one.</summary>
    private static int Step(int lanes) => lanes >= 64 ? 4 : 1;

    /// <summary>Sums of four vectors, or of the first alone.</summary>
    private struct Quad(float start)
    {
        private Vector512<float> _0 = Vector512.Create(start);
        private Vector512<float> _1 = Vector512.Create(start);
        private Vector512<float> _2 = Vector512.Create(start);
        private Vector512<float> _3 = Vector512.Create(start);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(float factor, float* source, int vectors)
        {
            var w = Vector512.Create(factor);
            _0 = VectorMath.Fma(w, Vector512.Load(source), _0);
            if (vectors == 4)
            {
                _1 = VectorMath.Fma(w, Vector512.Load(source + 16), _1);
                _2 = VectorMath.Fma(w, Vector512.Load(source + 32), _2);
                _3 = VectorMath.Fma(w, Vector512.Load(source + 48), _3);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Store(float* to, int vectors)
        {
            _0.Store(to);
            if (vectors == 4)
            {
                _1.Store(to + 16);
                _2.Store(to + 32);
                _3.Store(to + 48);
            }
        }
    }
}
