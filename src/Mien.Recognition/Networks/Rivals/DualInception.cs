using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// Dual-Inception (Zhou, Mao and Xue, FG 2019, third of MEGC 2019): u and v pass two inception blocks each,
/// <code>
/// stream   inception 6 (24 channels) -> max pool 2 -> inception 16 (64 channels) -> max pool 2
/// head     both flattened -> linear 1024 -> ReLU -> linear
/// </code>
/// as the authors' code, xly135846/MEGC2019, which starts its layers as Keras does. That code reads u and v from grey
/// pictures with three equal channels; here each is one channel, which is the same up to 96 weights. It trains with the
/// epoch of the lowest validation loss; here the last. Input [N, H, W, C] whose first two channels are u and v, output
/// [N, classes] logits.
/// </summary>
public sealed class DualInception : Module
{
    private const int Hidden = 1024;
    private static readonly Convolution Halves = new() { Stride = 2 };

    private readonly InceptionBlock[] _across;
    private readonly InceptionBlock[] _down;
    private readonly Linear _hidden;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is too small or has no v.</exception>
    public DualInception(NetworkShape shape, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, 4, "Dual-Inception");
        MapSize.RequireFlow(shape, "Dual-Inception");
        _across = Stream("u", random);
        _down = Stream("v", random);
        var features = 2 * (shape.Height / 4) * (shape.Width / 4) * _across[1].Width;
        _hidden = Register("hidden", new Linear(features, Hidden, random));
        _head = Register("head", new Linear(Hidden, shape.Classes, random));
        FreshWeights.Glorot(this, random);
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "dual-inception",
            "Dual-Inception: u and v in two inception blocks each, one wide layer.",
            "Zhou, Mao and Xue, FG 2019; code xly135846/MEGC2019",
            (shape, random) => new DualInception(shape, random)
        )
        {
            Parameters = 6_449_867,
            Recipe = PlainRecipe.Value with { Epochs = 20, Batch = 15, MaxRate = 1e-4f, ClassWeightPower = 1 },
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var across = Follow(tape, _across, tape.Slice(x, 3, 0, 1));
        var down = Follow(tape, _down, tape.Slice(x, 3, 1, 1));
        var y = tape.Concat(1, tape.Flatten(across), tape.Flatten(down));
        return _head.Forward(tape, tape.Relu(_hidden.Forward(tape, y)));
    }

    private InceptionBlock[] Stream(string name, RandomStream random)
    {
        var first = Register($"{name}.0", new InceptionBlock(1, 6, random));
        return [first, Register($"{name}.1", new InceptionBlock(first.Width, 16, random))];
    }

    private static Tensor Follow(Tape tape, InceptionBlock[] stream, Tensor x)
    {
        foreach (var block in stream)
        {
            x = tape.MaxPool(block.Forward(tape, x), 2, 2, Halves);
        }

        return x;
    }
}
