namespace Mien.Tensors.Layers;

/// <summary>A tensor that training changes.</summary>
/// <param name="Name">Its dotted name within the network, such as "blocks.0.depthwise.weight".</param>
/// <param name="Value">The numbers; requires a gradient. The module that made it disposes it.</param>
/// <param name="Decays">Whether weight decay shrinks it: weights do, biases and normalisation do not.</param>
public sealed record Parameter(string Name, Tensor Value, bool Decays);
