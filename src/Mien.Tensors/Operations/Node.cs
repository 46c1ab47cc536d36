namespace Mien.Tensors.Operations;

/// <summary>
/// One recorded operation. Nodes are reused from step to step, so every field that backward reads is set anew by the
/// operation that records it.
/// </summary>
internal abstract class Node
{
    /// <summary>The tensor whose gradient backward starts from.</summary>
    public Tensor Output { get; set; } = null!;

    /// <summary>Adds to the gradients of the inputs; called only when the output has a gradient.</summary>
    public abstract void Backward(Tape tape);
}
