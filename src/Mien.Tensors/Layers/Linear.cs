using Mien.Foundation;
using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>y = x W + b over the last axis; parameters weight [In, Out] and bias [Out].</summary>
public sealed class Linear : Module
{
    private readonly Tensor _weight;
    private readonly Tensor? _bias;

    /// <summary>Creates a layer initialised as PyTorch's nn.Linear.</summary>
    public Linear(int inputs, int outputs, RandomStream random, bool bias = true)
    {
        _weight = Parameter("weight", new Shape(inputs, outputs));
        Initialization.UniformByFanIn(_weight, inputs, random);
        if (bias)
        {
            _bias = Parameter("bias", new Shape(outputs));
            Initialization.UniformByFanIn(_bias, inputs, random);
        }
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => tape.Linear(x, _weight, _bias);
}
