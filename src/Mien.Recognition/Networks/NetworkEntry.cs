using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors.Layers;

namespace Mien.Recognition.Networks;

/// <summary>A network that can be named: what it is, where it comes from, and how it is built.</summary>
/// <param name="Name">The name on the command line, lower case.</param>
/// <param name="Summary">One sentence for <c>mien models</c>.</param>
/// <param name="Source">Paper or note that defines it.</param>
/// <param name="Create">
/// Builds it with fresh weights. Input is [N, height, width, channels], output [N, classes] logits. Throws
/// <see cref="InputFaultException"/> when the input is too small for it.
/// </param>
public sealed record NetworkEntry(
    string Name,
    string Summary,
    string Source,
    Func<NetworkShape, RandomStream, Module> Create
)
{
    /// <summary>Whether it takes sequences, [N, frames, height, width, channels], instead of single maps.</summary>
    public bool TakesSequences { get; init; }

    /// <summary>How it is trained when no recipe is given.</summary>
    public Recipe Recipe { get; init; } = new();

    /// <summary>
    /// Side of the maps that it was made for. Maps of another size are brought to it by the recipe's input, where the
    /// network cannot do with less.
    /// </summary>
    public int MapSide { get; init; } = 28;

    /// <summary>Trainable numbers for maps of <see cref="MapSide"/> with three channels and three classes.</summary>
    public required long Parameters { get; init; }

    /// <summary>
    /// For a network that is too large to be trained on a processor, the name of its reduced form, for comparisons; null
    /// for all others.
    /// </summary>
    public string? Reduced { get; init; }

    /// <summary>Builds it with fresh weights.</summary>
    /// <param name="shape">The inputs and classes.</param>
    /// <param name="random">Source of the weights.</param>
    /// <exception cref="InputFaultException">The input is too small for it, or single maps where sequences are needed, or the other way round.</exception>
    public Module Build(NetworkShape shape, RandomStream random)
    {
        if (TakesSequences && !shape.Input.IsSequence)
        {
            throw new InputFaultException(
                $"{Name} takes sequences, and these are single maps: prepare the clips with --sequence 8, or take another network."
            );
        }

        if (!TakesSequences && shape.Input.IsSequence)
        {
            throw new InputFaultException(
                $"{Name} takes single maps, and these are sequences of {shape.Frames}: prepare the clips without --sequence, or take a network for sequences."
            );
        }

        return Create(shape, random);
    }
}
