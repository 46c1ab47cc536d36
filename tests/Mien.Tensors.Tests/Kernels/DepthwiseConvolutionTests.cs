using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mien.Foundation;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Tests.Kernels;

/// <summary>Depthwise convolution and its gradients against plain loops.</summary>
public sealed unsafe class DepthwiseConvolutionTests
{
    /// <summary>Pictures, rows, columns, channels, kernel rows and columns, stride, dilation, padding before and after.</summary>
    public static TheoryData<int, int, int, int, int, int, int, int, int, int> Cases =>
        new()
        {
            { 1, 1, 1, 1, 1, 1, 1, 1, 0, 0 },
            { 2, 7, 9, 3, 3, 3, 1, 1, 1, 1 },
            { 3, 7, 7, 32, 5, 5, 1, 1, 2, 2 },
            { 2, 16, 16, 33, 9, 9, 1, 1, 4, 4 },
            { 1, 13, 11, 17, 7, 7, 1, 1, 3, 3 },
            { 1, 15, 14, 5, 3, 3, 2, 1, 1, 1 },
            { 2, 17, 19, 64, 5, 3, 2, 1, 2, 1 },
            { 1, 12, 13, 16, 4, 6, 1, 1, 1, 3 },
            { 1, 19, 18, 20, 3, 3, 1, 3, 3, 3 },
            { 1, 21, 20, 8, 3, 5, 2, 3, 4, 2 },
            { 1, 70, 130, 18, 3, 3, 1, 1, 1, 1 },
            { 1, 9, 10, 48, 2, 2, 3, 1, 0, 0 },
            { 17, 6, 7, 70, 5, 5, 1, 1, 2, 2 },
            { 8, 14, 14, 80, 9, 9, 1, 1, 4, 4 },
            { 16, 27, 28, 70, 9, 9, 2, 1, 4, 4 },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Depthwise_with_AVX512_equals_the_plain_loops(
        int images,
        int rows,
        int columns,
        int channels,
        int kernelRows,
        int kernelColumns,
        int stride,
        int dilation,
        int before,
        int after
    )
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "this processor has no AVX-512");
        Check<Vector512<float>, Lanes512>(
            Sizes(images, rows, columns, channels, kernelRows, kernelColumns, stride, dilation, before, after)
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Depthwise_with_AVX2_equals_the_plain_loops(
        int images,
        int rows,
        int columns,
        int channels,
        int kernelRows,
        int kernelColumns,
        int stride,
        int dilation,
        int before,
        int after
    )
    {
        Assert.SkipUnless(Fma.IsSupported, "this processor has no AVX2 with FMA");
        Check<Vector256<float>, Lanes256>(
            Sizes(images, rows, columns, channels, kernelRows, kernelColumns, stride, dilation, before, after)
        );
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Depthwise_with_the_narrowest_registers_equals_the_plain_loops(
        int images,
        int rows,
        int columns,
        int channels,
        int kernelRows,
        int kernelColumns,
        int stride,
        int dilation,
        int before,
        int after
    ) =>
        Check<Vector128<float>, Lanes128>(
            Sizes(images, rows, columns, channels, kernelRows, kernelColumns, stride, dilation, before, after)
        );

    [Fact]
    public void Depthwise_has_the_same_bits_for_any_number_of_threads()
    {
        var sizes = Sizes(9, 15, 17, 37, 5, 5, 1, 1, 2, 2);
        using var one = new Workers(1);
        var first = RunAll(one, sizes);
        foreach (var threads in new[] { 2, 3, 5 })
        {
            using var team = new Workers(threads);
            Assert.Equal(first, RunAll(team, sizes));
        }
    }

    private static ConvolutionSizes Sizes(
        int images,
        int rows,
        int columns,
        int channels,
        int kernelRows,
        int kernelColumns,
        int stride,
        int dilation,
        int before,
        int after
    ) =>
        new()
        {
            Images = images,
            Input = new Extent(1, rows, columns),
            ChannelsIn = channels,
            ChannelsOut = channels,
            Depthwise = true,
            Kernel = new Extent(1, kernelRows, kernelColumns),
            Stride = new Extent(1, stride, stride),
            Dilation = new Extent(1, dilation, dilation),
            PaddingBefore = new Extent(0, before, before),
            PaddingAfter = new Extent(0, after, after),
        };

    private static void Check<TVector, TLanes>(ConvolutionSizes sizes)
        where TVector : struct
        where TLanes : ILanes<TVector>
    {
        var channels = sizes.ChannelsIn;
        using var team = new Workers(2);
        using var input = KernelData.Random(sizes.Images * sizes.Input.Volume * channels, 1);
        using var weights = KernelData.Random(sizes.Kernel.Volume * channels, 2);
        using var bias = KernelData.Random(channels, 3);
        using var gradient = KernelData.Random(sizes.Images * sizes.Output.Volume * channels, 4);
        using var output = new KernelData(gradient.Values.Length);
        using var expected = new KernelData(gradient.Values.Length);
        for (var i = 0; i < expected.Values.Length; i++)
        {
            expected.Values[i] = bias.Values[i % channels];
        }

        ForEachProduct(sizes, (o, i, w) => expected.Values[o] += input.Values[i] * weights.Values[w]);
        DepthwiseForward.Run<TVector, TLanes>(
            team,
            new ConvolutionCall
            {
                Sizes = sizes,
                Input = input.First,
                Weights = weights.First,
                Bias = bias.First,
                Output = output.First,
            }
        );
        KernelData.AssertClose(expected.Values, output.Values, 1e-5);

        foreach (var accumulate in new[] { false, true })
        {
            using var actual = KernelData.Random(input.Values.Length, 5);
            using var wanted = accumulate
                ? KernelData.Random(input.Values.Length, 5)
                : new KernelData(input.Values.Length);
            ForEachProduct(sizes, (o, i, w) => wanted.Values[i] += gradient.Values[o] * weights.Values[w]);
            DepthwiseInputGradient.Run<TVector, TLanes>(
                team,
                new ConvolutionCall
                {
                    Sizes = sizes,
                    Output = gradient.First,
                    Weights = weights.First,
                    Input = actual.First,
                    Accumulate = accumulate,
                }
            );
            KernelData.AssertClose(wanted.Values, actual.Values, 1e-5);

            using var actualWeights = KernelData.Random(weights.Values.Length, 6);
            using var wantedWeights = accumulate
                ? KernelData.Random(weights.Values.Length, 6)
                : new KernelData(weights.Values.Length);
            ForEachProduct(sizes, (o, i, w) => wantedWeights.Values[w] += gradient.Values[o] * input.Values[i]);
            DepthwiseWeightGradient.Run<TVector, TLanes>(
                team,
                new ConvolutionCall
                {
                    Sizes = sizes,
                    Input = input.First,
                    Output = gradient.First,
                    Weights = actualWeights.First,
                    Accumulate = accumulate,
                }
            );
            KernelData.AssertClose(wantedWeights.Values, actualWeights.Values, 1e-4);
        }
    }

    /// <summary>The definition of the convolution: calls with the places of output, input and weight of every product.</summary>
    private static void ForEachProduct(ConvolutionSizes sizes, Action<int, int, int> product)
    {
        var channels = sizes.ChannelsIn;
        for (var image = 0; image < sizes.Images; image++)
        {
            for (var pixel = 0; pixel < sizes.Output.Volume; pixel++)
            {
                for (var tap = 0; tap < sizes.Kernel.Volume; tap++)
                {
                    var row =
                        pixel / sizes.Output.Columns * sizes.Stride.Rows
                        + tap / sizes.Kernel.Columns * sizes.Dilation.Rows
                        - sizes.PaddingBefore.Rows;
                    var column =
                        pixel % sizes.Output.Columns * sizes.Stride.Columns
                        + tap % sizes.Kernel.Columns * sizes.Dilation.Columns
                        - sizes.PaddingBefore.Columns;
                    if ((uint)row >= (uint)sizes.Input.Rows || (uint)column >= (uint)sizes.Input.Columns)
                    {
                        continue;
                    }

                    var output = (image * sizes.Output.Volume + pixel) * channels;
                    var input = (image * sizes.Input.Volume + row * sizes.Input.Columns + column) * channels;
                    for (var channel = 0; channel < channels; channel++)
                    {
                        product(output + channel, input + channel, tap * channels + channel);
                    }
                }
            }
        }
    }

    private static float[] RunAll(Workers team, ConvolutionSizes sizes)
    {
        var channels = sizes.ChannelsIn;
        using var input = KernelData.Random(sizes.Images * sizes.Input.Volume * channels, 1);
        using var weights = KernelData.Random(sizes.Kernel.Volume * channels, 2);
        using var bias = KernelData.Random(channels, 3);
        using var output = new KernelData(sizes.Images * sizes.Output.Volume * channels);
        using var inputGradient = new KernelData(input.Values.Length);
        using var weightGradient = new KernelData(weights.Values.Length);
        var call = new ConvolutionCall
        {
            Sizes = sizes,
            Input = input.First,
            Weights = weights.First,
            Bias = bias.First,
            Output = output.First,
        };
        call.Forward(team);
        (call with { Input = inputGradient.First }).InputGradient(team);
        (call with { Weights = weightGradient.First }).WeightGradient(team);
        return [.. output.Values, .. inputGradient.Values, .. weightGradient.Values];
    }
}
