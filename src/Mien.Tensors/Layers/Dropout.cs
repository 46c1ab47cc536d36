using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>Dropout with a fixed probability.</summary>
public sealed class Dropout(float probability) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => tape.Dropout(x, probability);
}
