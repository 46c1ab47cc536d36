using Mien.Foundation;
using Mien.Tensors.Kernels;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>Convolution over pictures; parameters weight [kernel rows, kernel columns, In, Out] and bias [Out].</summary>
public sealed class Convolution2D : Module
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly Convolution _how;

    /// <summary>Creates a layer with a square kernel, initialised as PyTorch's nn.Conv2d.</summary>
    public Convolution2D(
        int inputs,
        int outputs,
        int kernel,
        RandomStream random,
        Convolution? how = null,
        bool bias = true
    )
    {
        _how = how ?? Convolution.Valid;
        _weight = Parameter("weight", new Shape(kernel, kernel, inputs, outputs));
        Initialization.UniformByFanIn(_weight, kernel * kernel * inputs, random);
        if (bias)
        {
            _bias = Parameter("bias", new Shape(outputs));
            Initialization.UniformByFanIn(_bias, kernel * kernel * inputs, random);
        }
    }

    internal Tensor Weight => _weight;

    internal Tensor? Bias => _bias;

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => tape.Convolve(x, _weight, _bias, _how);

    internal ConvolutionSizes SizesFor(Tensor x) => ConvolveOperation.Sizes(x, _weight, _how);
}
