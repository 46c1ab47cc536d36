using Mien.Benchmarks.Duels;
using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Kernels;

namespace Mien.Benchmarks.Measures;

/// <summary>A 3x3 convolution, 64 to 64 channels, 56x56, batch 16: forward, and the gradients of input and weights.</summary>
internal sealed unsafe class ConvolutionMeasure : RepeatedMeasure
{
    private static readonly ConvolutionSizes _sizes = new()
    {
        Images = 16,
        Input = new Extent(1, 56, 56),
        ChannelsIn = 64,
        ChannelsOut = 64,
        Kernel = new Extent(1, 3, 3),
        PaddingBefore = new Extent(0, 1, 1),
        PaddingAfter = new Extent(0, 1, 1),
    };

    private readonly Workers _team = new(TeamSize.Threads);
    private readonly Tensor _x = RandomTensor.Create(1, 16, 56, 56, 64);
    private readonly Tensor _weight = RandomTensor.Create(2, 3, 3, 64, 64);
    private readonly Tensor _direction = RandomTensor.Create(3, 16, 56, 56, 64);
    private readonly Tensor _y = Tensor.Create(new Shape(16, 56, 56, 64));
    private readonly Tensor _toX = Tensor.Create(new Shape(16, 56, 56, 64));
    private readonly Tensor _toWeight = Tensor.Create(new Shape(3, 3, 64, 64));

    /// <inheritdoc/>
    public override string Name => "conv3x3";

    /// <inheritdoc/>
    public override void Dispose()
    {
        Array.ForEach([_x, _weight, _direction, _y, _toX, _toWeight], tensor => tensor.Dispose());
        _team.Dispose();
    }

    /// <inheritdoc/>
    protected override void Work()
    {
        fixed (
            float* x = _x.Values,
                weight = _weight.Values,
                direction = _direction.Values
        )
        fixed (
            float* y = _y.Values,
                toX = _toX.Values,
                toWeight = _toWeight.Values
        )
        {
            var call = new ConvolutionCall
            {
                Sizes = _sizes,
                Input = x,
                Weights = weight,
                Output = y,
            };
            call.Forward(_team);
            (call with { Input = toX, Output = direction }).InputGradient(_team);
            (call with { Weights = toWeight, Output = direction }).WeightGradient(_team);
        }
    }
}
