using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>Layer normalisation over the last axis; parameters weight and bias [C].</summary>
public sealed class LayerNormalization : Module
{
    private readonly Tensor _weight;
    private readonly Tensor _bias;
    private readonly float _epsilon;

    /// <summary>Creates a layer with weight 1 and bias 0.</summary>
    /// <param name="channels">The size of the last axis.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public LayerNormalization(int channels, float epsilon = 1e-5f)
    {
        _weight = Parameter("weight", new Shape(channels));
        _bias = Parameter("bias", new Shape(channels));
        _weight.Values.Fill(1);
        _epsilon = epsilon;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => tape.LayerNorm(x, _weight, _bias, _epsilon);
}
