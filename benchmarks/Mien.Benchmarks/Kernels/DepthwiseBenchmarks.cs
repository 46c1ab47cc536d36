using BenchmarkDotNet.Attributes;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Kernels;

/// <summary>Depthwise convolution of ConvMixer-256's size and its gradients, against plain loops over pixels and taps.</summary>
public class DepthwiseBenchmarks : ConvolutionDirections
{
    private const int Channels = 256;
    private const int Side = 16;
    private const int Tap = 9;

    private protected override ConvolutionSizes Sizes { get; } =
        new()
        {
            Images = 4,
            Input = new Extent(1, Side, Side),
            ChannelsIn = Channels,
            ChannelsOut = Channels,
            Depthwise = true,
            Kernel = new Extent(1, Tap, Tap),
            PaddingBefore = new Extent(0, 4, 4),
            PaddingAfter = new Extent(0, 4, 4),
        };

    [Benchmark(Baseline = true)]
    public void ForwardByPlainLoops()
    {
        ReadOnlySpan<float> x = X.Values,
            weight = Weight.Values;
        var y = Y.Values;
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
