using Mien.Foundation;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>Convolution over volumes; parameters weight [kernel depth, kernel rows, kernel columns, In, Out] and bias [Out].</summary>
public sealed class Convolution3D : Module
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly Convolution _how;
    private readonly int _depthStride;
    private readonly int _depthPadding;

    /// <summary>Creates a layer with a cubic kernel, initialised as PyTorch's nn.Conv3d.</summary>
    public Convolution3D(
        int inputs,
        int outputs,
        int kernel,
        RandomStream random,
        Convolution? how = null,
        int depthStride = 1,
        int depthPadding = 0,
        bool bias = true
    )
        : this(inputs, outputs, kernel, kernel, random, how, depthStride, depthPadding, bias) { }

    /// <summary>
    /// Creates a layer whose kernel is <paramref name="kernelDepth"/> slices of <paramref name="kernel"/> by
    /// <paramref name="kernel"/>, initialised as PyTorch's nn.Conv3d.
    /// </summary>
    public Convolution3D(
        int inputs,
        int outputs,
        int kernelDepth,
        int kernel,
        RandomStream random,
        Convolution? how = null,
        int depthStride = 1,
        int depthPadding = 0,
        bool bias = true
    )
    {
        _how = how ?? Convolution.Valid;
        (_depthStride, _depthPadding) = (depthStride, depthPadding);
        var fanIn = kernelDepth * kernel * kernel * inputs;
        _weight = Parameter("weight", new Shape(kernelDepth, kernel, kernel, inputs, outputs));
        Initialization.UniformByFanIn(_weight, fanIn, random);
        if (bias)
        {
            _bias = Parameter("bias", new Shape(outputs));
            Initialization.UniformByFanIn(_bias, fanIn, random);
        }
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) =>
        tape.Convolve3D(x, _weight, _bias, _how, _depthStride, _depthPadding);
}
