using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mien.Foundation;
using Mien.Tensors.Kernels;

namespace Mien.Tensors.Tests.Kernels;

/// <summary>Convolution and its gradients against plain loops: odd pictures, channels and kernels, strides, dilation, depth.</summary>
public sealed unsafe class DenseConvolutionTests
{
    /// <summary>Pictures, input, channels in and out, kernel, stride, dilation, padding before and after.</summary>
    public static TheoryData<string> Cases =>
        new(
            "1 1x5x5 1>1 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1",
            "2 1x9x7 3>5 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1",
            "2 1x9x7 17>33 1x3x3 s1x2x2 d1x1x1 p0x1x1 0x1x1",
            "3 1x13x11 3>32 1x7x7 s1x7x7 d1x1x1 p0x0x0 0x0x0",
            "9 1x7x7 2>1 1x7x7 s1x1x1 d1x1x1 p0x3x3 0x3x3",
            "1 1x28x28 5>64 1x5x5 s1x1x1 d1x1x1 p0x2x2 0x2x2",
            "2 1x20x19 33>20 1x1x1 s1x1x1 d1x1x1 p0x0x0 0x0x0",
            "2 1x20x19 6>20 1x1x1 s1x3x2 d1x1x1 p0x0x0 0x0x0",
            "1 1x12x15 4>7 1x3x2 s1x2x3 d1x2x2 p0x2x0 0x1x3",
            "1 1x11x16 4>7 1x4x5 s1x3x2 d1x2x3 p0x4x5 0x3x7",
            "1 1x6x6 64>64 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1",
            "1 1x4x40 70>9 1x3x5 s1x1x1 d1x1x1 p0x1x2 0x1x2",
            "2 5x6x7 3>4 3x3x3 s1x1x1 d1x1x1 p1x1x1 1x1x1",
            "1 6x18x19 2>17 3x3x2 s2x2x1 d1x1x2 p1x0x1 0x1x1",
            // Few pixels and many channels: the channels are cut into blocks as well; pictures are dealt evenly.
            "1 1x4x4 40>200 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1",
            "7 1x7x7 130>70 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1",
            "1 1x3x3 2>3 1x2x2 s1x3x3 d1x1x1 p0x0x0 0x0x0"
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public void Convolution_with_AVX512_equals_the_plain_loops(string sizes)
    {
        Assert.SkipUnless(Vector512.IsHardwareAccelerated, "this processor has no AVX-512");
        Check<Vector512<float>, Lanes512>(Parse(sizes));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Convolution_with_AVX2_equals_the_plain_loops(string sizes)
    {
        Assert.SkipUnless(Fma.IsSupported, "this processor has no AVX2 with FMA");
        Check<Vector256<float>, Lanes256>(Parse(sizes));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Convolution_with_the_narrowest_registers_equals_the_plain_loops(string sizes) =>
        Check<Vector128<float>, Lanes128>(Parse(sizes));

    [Theory]
    [InlineData("3 1x1x1 20>33 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1")]
    [InlineData("2 1x2x2 20>33 1x3x3 s1x2x2 d1x1x1 p0x1x1 0x1x1")]
    [InlineData("2 1x2x1 5>17 1x7x5 s1x1x1 d1x1x1 p0x3x2 0x3x2")]
    [InlineData("2 1x2x3 5>17 1x3x5 s1x1x2 d1x2x3 p0x2x6 0x2x7")]
    [InlineData("2 1x2x2 3>4 3x3x3 s1x1x1 d1x1x1 p1x1x1 1x1x1")]
    [InlineData("2 1x9x7 3>5 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1")]
    public void Taps_that_see_padding_alone_count_as_zeros(string sizes) =>
        Check(
            Parse(sizes),
            (team, call) => call.Forward(team),
            (team, call) => call.InputGradient(team),
            (team, call) => call.WeightGradient(team)
        );

    [Fact]
    public void Convolution_has_the_same_bits_for_any_number_of_threads()
    {
        var sizes = Parse("7 1x23x21 19>37 1x3x3 s1x1x1 d1x1x1 p0x1x1 0x1x1");
        using var one = new Workers(1);
        using var first = new Results(one, sizes);
        foreach (var threads in new[] { 2, 3, 5 })
        {
            using var team = new Workers(threads);
            using var again = new Results(team, sizes);
            Assert.True(first.Output.Values.SequenceEqual(again.Output.Values));
            Assert.True(first.InputGradient.Values.SequenceEqual(again.InputGradient.Values));
            Assert.True(first.WeightGradient.Values.SequenceEqual(again.WeightGradient.Values));
        }
    }

    private static ConvolutionSizes Parse(string text)
    {
        var parts = text.Split(' ');
        var channels = parts[2].Split('>');
        return new ConvolutionSizes
        {
            Images = int.Parse(parts[0]),
            Input = ParseExtent(parts[1]),
            ChannelsIn = int.Parse(channels[0]),
            ChannelsOut = int.Parse(channels[1]),
            Kernel = ParseExtent(parts[3]),
            Stride = ParseExtent(parts[4][1..]),
            Dilation = ParseExtent(parts[5][1..]),
            PaddingBefore = ParseExtent(parts[6][1..]),
            PaddingAfter = ParseExtent(parts[7]),
        };
    }

    private static Extent ParseExtent(string text)
    {
        var numbers = text.Split('x');
        return new Extent(int.Parse(numbers[0]), int.Parse(numbers[1]), int.Parse(numbers[2]));
    }

    private static void Check<TVector, TLanes>(ConvolutionSizes sizes)
        where TVector : struct
        where TLanes : ILanes<TVector> =>
        Check(
            sizes,
            (team, call) => DenseForward.Run<TVector, TLanes>(team, in call),
            (team, call) => DenseInputGradient.Run<TVector, TLanes>(team, in call),
            (team, call) => DenseWeightGradient.Run<TVector, TLanes>(team, in call)
        );

    private static void Check(
        ConvolutionSizes sizes,
        Action<Workers, ConvolutionCall> toOutput,
        Action<Workers, ConvolutionCall> toInput,
        Action<Workers, ConvolutionCall> toWeights
    )
    {
        using var team = new Workers(2);
        using var data = new Problem(sizes);
        using var output = new KernelData(data.Output.Values.Length);
        using var expected = new KernelData(data.Output.Values.Length);
        data.Spread(expected, data.Bias);
        data.ForEachProduct((o, i, w) => expected.Values[o] += data.Input.Values[i] * data.Weights.Values[w]);
        toOutput(
            team,
            new ConvolutionCall
            {
                Sizes = sizes,
                Input = data.Input.First,
                Weights = data.Weights.First,
                Bias = data.Bias.First,
                Output = output.First,
            }
        );
        KernelData.AssertClose(expected.Values, output.Values, 2e-5);

        foreach (var accumulate in new[] { false, true })
        {
            using var inputGradient = KernelData.Random(data.Input.Values.Length, 11);
            using var expectedInput = accumulate
                ? KernelData.Random(data.Input.Values.Length, 11)
                : new KernelData(data.Input.Values.Length);
            data.ForEachProduct((o, i, w) => expectedInput.Values[i] += data.Output.Values[o] * data.Weights.Values[w]);
            toInput(
                team,
                new ConvolutionCall
                {
                    Sizes = sizes,
                    Output = data.Output.First,
                    Weights = data.Weights.First,
                    Input = inputGradient.First,
                    Accumulate = accumulate,
                }
            );
            KernelData.AssertClose(expectedInput.Values, inputGradient.Values, 2e-5);

            using var weightGradient = KernelData.Random(data.Weights.Values.Length, 12);
            using var expectedWeight = accumulate
                ? KernelData.Random(data.Weights.Values.Length, 12)
                : new KernelData(data.Weights.Values.Length);
            data.ForEachProduct((o, i, w) => expectedWeight.Values[w] += data.Output.Values[o] * data.Input.Values[i]);
            toWeights(
                team,
                new ConvolutionCall
                {
                    Sizes = sizes,
                    Input = data.Input.First,
                    Output = data.Output.First,
                    Weights = weightGradient.First,
                    Accumulate = accumulate,
                }
            );
            KernelData.AssertClose(expectedWeight.Values, weightGradient.Values, 2e-5);
        }
    }

    /// <summary>Random input, weights and output gradient, and the definition of the convolution as a list of products.</summary>
    private sealed class Problem(ConvolutionSizes sizes) : IDisposable
    {
        public KernelData Input { get; } = KernelData.Random(sizes.Images * sizes.Input.Volume * sizes.ChannelsIn, 1);

        public KernelData Weights { get; } = KernelData.Random(sizes.Depth * sizes.ChannelsOut, 2);

        public KernelData Bias { get; } = KernelData.Random(sizes.ChannelsOut, 3);

        public KernelData Output { get; } =
            KernelData.Random(sizes.Images * sizes.Output.Volume * sizes.ChannelsOut, 4);

        public void Spread(KernelData target, KernelData bias)
        {
            for (var i = 0; i < target.Values.Length; i++)
            {
                target.Values[i] = bias.Values[i % sizes.ChannelsOut];
            }
        }

        /// <summary>Calls with the places of output, input and weight of every product.</summary>
        public void ForEachProduct(Action<int, int, int> product)
        {
            for (var image = 0; image < sizes.Images; image++)
            {
                for (var pixel = 0; pixel < sizes.Output.Volume; pixel++)
                {
                    for (var tap = 0; tap < sizes.Kernel.Volume; tap++)
                    {
                        var at = Split(pixel, sizes.Output) * sizes.Stride - sizes.PaddingBefore;
                        at += Split(tap, sizes.Kernel) * sizes.Dilation;
                        if (Inside(at))
                        {
                            var input =
                                image * sizes.Input.Volume + (int)sizes.Input.IndexOf(at.Depth, at.Rows, at.Columns);
                            ForEachChannel(image * sizes.Output.Volume + pixel, input, tap, product);
                        }
                    }
                }
            }
        }

        public void Dispose()
        {
            Input.Dispose();
            Weights.Dispose();
            Bias.Dispose();
            Output.Dispose();
        }

        private static Extent Split(int index, Extent size) =>
            new(index / (size.Rows * size.Columns), index / size.Columns % size.Rows, index % size.Columns);

        private bool Inside(Extent at) =>
            (uint)at.Depth < (uint)sizes.Input.Depth
            && (uint)at.Rows < (uint)sizes.Input.Rows
            && (uint)at.Columns < (uint)sizes.Input.Columns;

        private void ForEachChannel(int output, int input, int tap, Action<int, int, int> product)
        {
            for (var i = 0; i < sizes.ChannelsIn; i++)
            {
                for (var o = 0; o < sizes.ChannelsOut; o++)
                {
                    product(
                        output * sizes.ChannelsOut + o,
                        input * sizes.ChannelsIn + i,
                        (tap * sizes.ChannelsIn + i) * sizes.ChannelsOut + o
                    );
                }
            }
        }
    }

    private sealed class Results : IDisposable
    {
        public Results(Workers team, ConvolutionSizes sizes)
        {
            using var data = new Problem(sizes);
            Output = new KernelData(data.Output.Values.Length);
            InputGradient = new KernelData(data.Input.Values.Length);
            WeightGradient = new KernelData(data.Weights.Values.Length);
            var call = new ConvolutionCall
            {
                Sizes = sizes,
                Input = data.Input.First,
                Weights = data.Weights.First,
                Bias = data.Bias.First,
                Output = Output.First,
            };
            call.Forward(team);
            (call with { Input = InputGradient.First, Output = data.Output.First }).InputGradient(team);
            (call with { Weights = WeightGradient.First, Output = data.Output.First }).WeightGradient(team);
        }

        public KernelData Output { get; }

        public KernelData InputGradient { get; }

        public KernelData WeightGradient { get; }

        public void Dispose()
        {
            Output.Dispose();
            InputGradient.Dispose();
            WeightGradient.Dispose();
        }
    }
}
