using BenchmarkDotNet.Attributes;
using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Kernels;

/// <summary>Depthwise convolution of ConvMixer-256's size and its gradients, against plain loops over pixels and taps.</summary>
public unsafe class DepthwiseBenchmarks
{
    private const int Channels = 256;
    private const int Side = 16;
    private const int Tap = 9;
    private static readonly ConvolutionSizes _sizes = new()
    {
        Images = 4,
        Input = new Extent(1, Side, Side),
        ChannelsIn = Channels,
        ChannelsOut = Channels,
        Kernel = new Extent(1, Tap, Tap),
        PaddingBefore = new Extent(0, 4, 4),
        PaddingAfter = new Extent(0, 4, 4),
    };

    private Workers _team = null!;
    private Tensor _x = null!;
    private Tensor _weight = null!;
    private Tensor _y = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _team = new Workers(Threads);
        _x = RandomTensor.Create(1, 4, Side, Side, Channels);
        _weight = RandomTensor.Create(2, Tap, Tap, Channels);
        _y = RandomTensor.Create(3, 4, Side, Side, Channels);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        Array.ForEach([_x, _weight, _y], tensor => tensor.Dispose());
        _team.Dispose();
    }

    [Benchmark]
    public void Forward()
    {
        fixed (
            float* x = _x.Values,
                weight = _weight.Values,
                y = _y.Values
        )
        {
            DepthwiseConvolution.Forward(_team, in _sizes, x, weight, null, y);
        }
    }

    [Benchmark]
    public void InputGradient()
    {
        fixed (
            float* x = _x.Values,
                weight = _weight.Values,
                y = _y.Values
        )
        {
            DepthwiseConvolution.InputGradient(_team, in _sizes, y, weight, x, accumulate: false);
        }
    }

    [Benchmark]
    public void WeightGradient()
    {
        fixed (
            float* x = _x.Values,
                weight = _weight.Values,
                y = _y.Values
        )
        {
            DepthwiseConvolution.WeightGradient(_team, in _sizes, x, y, weight, accumulate: false);
        }
    }

    [Benchmark(Baseline = true)]
    public void ForwardByPlainLoops()
    {
        ReadOnlySpan<float> x = _x.Values,
            weight = _weight.Values;
        var y = _y.Values;
        y.Clear();
        for (var pixel = 0; pixel < 4 * Side * Side; pixel++)
        {
            for (var tap = 0; tap < Tap * Tap; tap++)
            {
                var (row, column) = (pixel / Side % Side + tap / Tap - 4, pixel % Side + tap % Tap - 4);
                if ((uint)row >= Side || (uint)column >= Side)
                {
                    continue;
                }

                var source = x.Slice(((pixel / (Side * Side) * Side + row) * Side + column) * Channels, Channels);
                var weights = weight.Slice(tap * Channels, Channels);
                var target = y.Slice(pixel * Channels, Channels);
                for (var channel = 0; channel < Channels; channel++)
                {
                    target[channel] += source[channel] * weights[channel];
                }
            }
        }
    }
}
