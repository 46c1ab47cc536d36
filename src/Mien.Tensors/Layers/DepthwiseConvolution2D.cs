using Mien.Foundation;
using Mien.Tensors.Kernels;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>Depthwise convolution over pictures; parameters weight [kernel rows, kernel columns, C] and bias [C].</summary>
public sealed class DepthwiseConvolution2D : Module
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly Convolution _how;

    /// <summary>Creates a layer with a square kernel, initialised as PyTorch's nn.Conv2d with groups = channels.</summary>
    public DepthwiseConvolution2D(
        int channels,
        int kernel,
        RandomStream random,
        Convolution? how = null,
        bool bias = true
    )
        : this(channels, kernel, kernel, random, how, bias) { }

    /// <summary>Creates a layer with a kernel of any sides, initialised likewise.</summary>
    public DepthwiseConvolution2D(
        int channels,
        int kernelRows,
        int kernelColumns,
        RandomStream random,
        Convolution? how = null,
        bool bias = true
    )
    {
        _how = how ?? Convolution.Same;
        _weight = Parameter("weight", new Shape(kernelRows, kernelColumns, channels));
        Initialization.UniformByFanIn(_weight, kernelRows * kernelColumns, random);
        if (bias)
        {
            _bias = Parameter("bias", new Shape(channels));
            Initialization.UniformByFanIn(_bias, kernelRows * kernelColumns, random);
        }
    }

    internal Tensor Weight => _weight;

    internal Tensor? Bias => _bias;

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => tape.ConvolveDepthwise(x, _weight, _bias, _how);

    internal ConvolutionSizes SizesFor(Tensor x) => ConvolveOperation.DepthwiseSizes(x, _weight, _how);
}
