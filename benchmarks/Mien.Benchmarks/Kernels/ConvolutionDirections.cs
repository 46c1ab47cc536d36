using BenchmarkDotNet.Attributes;
using Mien.Benchmarks.Measures;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Kernels;

/// <summary>A convolution of random pictures and its gradients; what derives adds the plain way as the baseline.</summary>
public abstract unsafe class ConvolutionDirections
{
    private protected abstract ConvolutionSizes Sizes { get; }

    private protected Workers Team { get; private set; } = null!;

    private protected Tensor X { get; private set; } = null!;

    private protected Tensor Weight { get; private set; } = null!;

    private protected Tensor Y { get; private set; } = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public virtual void SetUp()
    {
        var (sizes, channels) = (Sizes, Sizes.Depthwise ? 1 : Sizes.ChannelsIn);
        Team = new Workers(Threads);
        X = RandomTensor.Create(1, sizes.Images, sizes.Input.Rows, sizes.Input.Columns, sizes.ChannelsIn);
        Weight = RandomTensor.Create(2, sizes.Kernel.Rows, sizes.Kernel.Columns, channels, sizes.ChannelsOut);
        Y = RandomTensor.Create(3, sizes.Images, sizes.Output.Rows, sizes.Output.Columns, sizes.ChannelsOut);
    }

    [GlobalCleanup]
    public virtual void CleanUp()
    {
        Array.ForEach([X, Weight, Y], tensor => tensor.Dispose());
        Team.Dispose();
    }

    [Benchmark]
    public void Forward() => Call.Forward(Team);

    [Benchmark]
    public void InputGradient() => Call.InputGradient(Team);

    [Benchmark]
    public void WeightGradient() => Call.WeightGradient(Team);

    private ConvolutionCall Call =>
        new()
        {
            Sizes = Sizes,
            Input = X.Data,
            Weights = Weight.Data,
            Output = Y.Data,
        };
}
