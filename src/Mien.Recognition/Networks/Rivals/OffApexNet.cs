using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// OFF-ApexNet (Gan, Liong et al., Signal Processing: Image Communication 2019, arXiv 1805.08699): u and v pass a stream
/// each and meet in two wide layers,
/// <code>
/// stream   conv 5x5 -> 6, same -> ReLU -> max pool 2 -> conv 5x5 -> 16, same -> ReLU -> max pool 2
/// head     both flattened -> linear 1024 -> ReLU -> dropout -> linear 1024 -> ReLU -> dropout -> linear
/// </code>
/// The paper's text could not be read whole; the sizes are those of the public ports, which agree with the published
/// 2.66 million parameters for 28x28x2 (ECNU-Cross-Innovation-Lab/mini-AORCNN). One port leaves out the ReLU of the
/// streams. Input [N, H, W, C] whose first two channels are u and v, output [N, classes] logits.
/// </summary>
public sealed class OffApexNet : Module
{
    private const int Hidden = 1024;

    private readonly OffApexStream _across;
    private readonly OffApexStream _down;
    private readonly Linear _first;
    private readonly Linear _second;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is too small or has no v.</exception>
    public OffApexNet(NetworkShape shape, RandomStream random, float dropout = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, 4, "OFF-ApexNet");
        MapSize.RequireFlow(shape, "OFF-ApexNet");
        _across = Register("u", new OffApexStream(random.Derive("u")));
        _down = Register("v", new OffApexStream(random.Derive("v")));
        var features = 2 * (shape.Height / 4) * (shape.Width / 4) * OffApexStream.Width;
        _first = Register("first", new Linear(features, Hidden, random.Derive("first")));
        _second = Register("second", new Linear(Hidden, Hidden, random.Derive("second")));
        _dropout = Register("dropout", new Dropout(dropout));
        _head = Register("head", new Linear(Hidden, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "off-apexnet",
            "OFF-ApexNet: u and v in a shallow stream each, two wide layers.",
            "Gan, Liong et al., SPIC 2019, arXiv 1805.08699",
            (shape, random) => new OffApexNet(shape, random)
        )
        {
            Parameters = 2_664_475,
            Recipe = PlainRecipe.Value with { Epochs = 100, Batch = 32, MaxRate = 1e-4f },
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var across = _across.Forward(tape, tape.Slice(x, 3, 0, 1));
        var down = _down.Forward(tape, tape.Slice(x, 3, 1, 1));
        var y = tape.Concat(1, tape.Flatten(across), tape.Flatten(down));
        y = _dropout.Forward(tape, tape.Relu(_first.Forward(tape, y)));
        y = _dropout.Forward(tape, tape.Relu(_second.Forward(tape, y)));
        return _head.Forward(tape, y);
    }
}
