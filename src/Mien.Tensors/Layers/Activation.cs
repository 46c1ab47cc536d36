namespace Mien.Tensors.Layers;

/// <summary>An operation without parameters as a module, such as <c>new Activation(GeluOperation.Gelu)</c>.</summary>
public sealed class Activation(Func<Tape, Tensor, Tensor> operation) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) => operation(tape, x);
}
