using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Mien.Tensors.Kernels;

/// <summary>
/// GELU followed by batch normalisation, and perhaps a residual, over [rows, channels]; the channels are a multiple of
/// <see cref="Epilogue.Lanes"/>. As separate operations these passes read and write memory 13 times; here GELU, its
/// derivative and the sums are taken from a convolution's block while it is in the cache, and one pass normalises.
/// </summary>
internal static unsafe class GeluStage
{
    private const int FloatsInBlock = 1 << 14;
    private const int Strip = 4 * Epilogue.Lanes;

    /// <summary>Rows of a block of the passes below.</summary>
    public static int RowsInBlock(int channels) => Math.Max(Epilogue.Lanes, FloatsInBlock / channels);

    /// <summary>Blocks of the passes below, each with a slot of partial sums.</summary>
    public static int Slots(int rows, int channels) => (rows + RowsInBlock(channels) - 1) / RowsInBlock(channels);

    /// <summary>Epilogue: values = GELU(values), the derivative, and sums of deviations from a shift.</summary>
    public static void Activate(void* context, in EpilogueBlock block)
    {
        ref readonly var stage = ref Unsafe.AsRef<GeluStageJob>(context);
        for (var c = block.FirstColumn; c < block.FirstColumn + block.Columns; c += Epilogue.Lanes)
        {
            var sums = stage.Sums + (nint)block.Slot * 2 * stage.Channels + c;
            var first = block.FirstRow * stage.Channels + c;
            ActivateColumn(stage.Values + first, stage.Slope + first, block.Rows, stage.Channels, stage.Mean + c, sums);
        }
    }

    /// <summary>Epilogue: values = (GELU(values) - mean) scale + offset, plus the residual unless null.</summary>
    public static void ActivateAndNormalize(void* context, in EpilogueBlock block)
    {
        ref readonly var stage = ref Unsafe.AsRef<GeluStageJob>(context);
        for (var c = block.FirstColumn; c < block.FirstColumn + block.Columns; c += Epilogue.Lanes)
        {
            var first = block.FirstRow * stage.Channels + c;
            NormalizeColumn(
                in stage,
                stage.Values + first,
                stage.Residual == null ? null : stage.Residual + first,
                block.Rows,
                c
            );
        }
    }

    /// <summary>Mean and biased variance from the sums of <see cref="Activate"/>; <see cref="GeluStageJob.Mean"/> held the shift.</summary>
    public static void MeanAndVariance(in GeluStageJob stage, int slots, int rows, float* mean, float* variance)
    {
        for (var c = 0; c < stage.Channels; c++)
        {
            var (first, second) = (0.0, 0.0);
            for (var slot = 0; slot < slots; slot++)
            {
                first += stage.Sums[(nint)slot * 2 * stage.Channels + c];
                second += stage.Sums[((nint)slot * 2 + 1) * stage.Channels + c];
            }

            variance[c] = (float)Math.Max(0, (second - first * first / rows) / rows);
            mean[c] = (float)(stage.Mean[c] + first / rows);
        }
    }

    /// <summary>to = (values - mean) scale + offset, plus the residual unless null.</summary>
    public static void Normalize(Workers team, int rows, in GeluStageJob stage, float* to) =>
        team.For(Slots(rows, stage.Channels), new Normalization(rows, stage, to));

    /// <summary>Sums over rows of d and of d (value - mean), a slot a block of rows.</summary>
    public static void GradientSums(Workers team, int rows, in GeluStageJob stage, float* d) =>
        team.For(Slots(rows, stage.Channels), new Sums(rows, stage, d));

    /// <summary>
    /// slope = (d scale + (value - mean) factor + offset) slope: the gradient of the convolution's output in the memory of
    /// the derivative; and its sums over rows in the first half of each slot.
    /// </summary>
    public static void InputGradient(Workers team, int rows, in GeluStageJob stage, float* d) =>
        team.For(Slots(rows, stage.Channels), new Gradients(rows, stage, d));

    /// <summary>to[c] = the sum over slots of one half of them, in double precision.</summary>
    public static void AddSlots(in GeluStageJob stage, int slots, int half, float* to)
    {
        for (var c = 0; c < stage.Channels; c++)
        {
            var sum = 0.0;
            for (var slot = 0; slot < slots; slot++)
            {
                sum += stage.Sums[((nint)slot * 2 + half) * stage.Channels + c];
            }

            to[c] = (float)sum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ActivateColumn(float* values, float* slopes, int rows, nint step, float* shift, float* sums)
    {
        var origin = Vector512.Load(shift);
        var sum = Vector512<float>.Zero;
        var squares = Vector512<float>.Zero;
        for (var row = 0; row < rows; row++)
        {
            var value = VectorMath.Gelu(Vector512.Load(values), out var slope);
            value.Store(values);
            slope.Store(slopes);
            var deviation = value - origin;
            sum += deviation;
            squares = VectorMath.Fma(deviation, deviation, squares);
            values += step;
            slopes += step;
        }

        sum.Store(sums);
        squares.Store(sums + step);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void NormalizeColumn(in GeluStageJob stage, float* values, float* residual, int rows, int channel)
    {
        var mean = Vector512.Load(stage.Mean + channel);
        var scale = Vector512.Load(stage.Scale + channel);
        var offset = Vector512.Load(stage.Offset + channel);
        nint step = stage.Channels;
        for (var row = 0; row < rows; row++)
        {
            var value = VectorMath.Fma(VectorMath.Gelu(Vector512.Load(values), out _) - mean, scale, offset);
            if (residual != null)
            {
                value += Vector512.Load(residual);
                residual += step;
            }

            value.Store(values);
            values += step;
        }
    }

    private readonly struct Normalization(int rows, GeluStageJob stage, float* to) : IBlockWork
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int block)
        {
            var channels = stage.Channels;
            var rowsInBlock = RowsInBlock(channels);
            var end = Math.Min(rows, (block + 1) * rowsInBlock);
            for (var row = block * rowsInBlock; row < end; row++)
            {
                var first = (nint)row * channels;
                var values = stage.Values + first;
                var target = to + first;
                for (var c = 0; c < channels; c += Epilogue.Lanes)
                {
                    var value = Vector512.Load(values + c) - Vector512.Load(stage.Mean + c);
                    value = VectorMath.Fma(value, Vector512.Load(stage.Scale + c), Vector512.Load(stage.Offset + c));
                    if (stage.Residual != null)
                    {
                        value += Vector512.Load(stage.Residual + first + c);
                    }

                    value.Store(target + c);
                }
            }
        }
    }

    private readonly struct Sums(int rows, GeluStageJob stage, float* d) : IBlockWork
    {
        public void Run(int block)
        {
            var channels = stage.Channels;
            var first = block * RowsInBlock(channels);
            var count = Math.Min(rows - first, RowsInBlock(channels));
            var sums = stage.Sums + (nint)block * 2 * channels;
            var offset = (nint)first * channels;
            var c = 0;
            for (; c <= channels - Strip; c += Strip)
            {
                AddStrip(d + offset + c, stage.Values + offset + c, stage.Mean + c, count, channels, sums + c);
            }

            for (; c < channels; c += Epilogue.Lanes)
            {
                AddColumn(d + offset + c, stage.Values + offset + c, stage.Mean + c, count, channels, sums + c);
            }
        }

        // Four registers side by side: a row's piece is then four whole lines of the cache.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddStrip(float* d, float* values, float* mean, int rows, nint step, float* sums)
        {
            var (m0, m1) = (Vector512.Load(mean), Vector512.Load(mean + 16));
            var (m2, m3) = (Vector512.Load(mean + 32), Vector512.Load(mean + 48));
            Vector512<float> s0 = default,
                s1 = default,
                s2 = default,
                s3 = default,
                p0 = default,
                p1 = default,
                p2 = default,
                p3 = default;
            for (var row = 0; row < rows; row++)
            {
                var (d0, d1) = (Vector512.Load(d), Vector512.Load(d + 16));
                var (d2, d3) = (Vector512.Load(d + 32), Vector512.Load(d + 48));
                s0 += d0;
                s1 += d1;
                s2 += d2;
                s3 += d3;
                p0 = VectorMath.Fma(d0, Vector512.Load(values) - m0, p0);
                p1 = VectorMath.Fma(d1, Vector512.Load(values + 16) - m1, p1);
                p2 = VectorMath.Fma(d2, Vector512.Load(values + 32) - m2, p2);
                p3 = VectorMath.Fma(d3, Vector512.Load(values + 48) - m3, p3);
                d += step;
                values += step;
            }

            s0.Store(sums);
            s1.Store(sums + 16);
            s2.Store(sums + 32);
            s3.Store(sums + 48);
            p0.Store(sums + step);
            p1.Store(sums + step + 16);
            p2.Store(sums + step + 32);
            p3.Store(sums + step + 48);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void AddColumn(float* d, float* values, float* mean, int rows, nint step, float* sums)
        {
            var origin = Vector512.Load(mean);
            var sum = Vector512<float>.Zero;
            var products = Vector512<float>.Zero;
            for (var row = 0; row < rows; row++)
            {
                var gradient = Vector512.Load(d);
                sum += gradient;
                products = VectorMath.Fma(gradient, Vector512.Load(values) - origin, products);
                d += step;
                values += step;
            }

            sum.Store(sums);
            products.Store(sums + step);
        }
    }

    private readonly struct Gradients(int rows, GeluStageJob stage, float* d) : IBlockWork
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(int block)
        {
            var channels = stage.Channels;
            var first = block * RowsInBlock(channels);
            var end = Math.Min(rows, first + RowsInBlock(channels));
            var sums = stage.Sums + (nint)block * 2 * channels;
            new Span<float>(sums, channels).Clear();
            for (var row = first; row < end; row++)
            {
                var offset = (nint)row * channels;
                for (var c = 0; c < channels; c += Epilogue.Lanes)
                {
                    var value = Vector512.Load(stage.Values + offset + c) - Vector512.Load(stage.Mean + c);
                    value = VectorMath.Fma(value, Vector512.Load(stage.Factor + c), Vector512.Load(stage.Offset + c));
                    value = VectorMath.Fma(Vector512.Load(d + offset + c), Vector512.Load(stage.Scale + c), value);
                    value *= Vector512.Load(stage.Slope + offset + c);
                    value.Store(stage.Slope + offset + c);
                    (Vector512.Load(sums + c) + value).Store(sums + c);
                }
            }
        }
    }
}
