using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// ResNet-18 and ResNet-34 (He et al., CVPR 2016) as torchvision builds them: <see cref="ResidualTrunk"/>, global mean pool,
/// linear. On 28x28 maps the trunk leaves 1x1, so where something moved is in the channels alone. Micro-expression papers
/// that use it differ in input and schedule; the recipe is that of the plain flow baseline of Ra-ICL (2026). Input
/// [N, H, W, C], output [N, classes] logits.
/// </summary>
public sealed class ResNet : Module
{
    private readonly ResidualTrunk _trunk;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    public ResNet(NetworkShape shape, ResidualOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        _trunk = Register("trunk", new ResidualTrunk(shape.Channels, options, random.Derive("trunk")));
        _head = Register("head", new Linear(_trunk.Width, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        Entry("resnet-18", 11_178_051, new ResidualOptions(), epochs: 20),
        Entry("resnet-34", 21_286_211, new ResidualOptions { Blocks = [3, 4, 6, 3] }, epochs: 10),
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) =>
        _head.Forward(tape, tape.Flatten(tape.GlobalAveragePool(_trunk.Forward(tape, x))));

    private static NetworkEntry Entry(string name, long parameters, ResidualOptions options, int epochs) =>
        new(
            name,
            $"ResNet-{name[^2..]} from scratch on the motion map.",
            "He et al., CVPR 2016; as torchvision",
            (shape, random) => new ResNet(shape, options, random)
        )
        {
            Parameters = parameters,
            Recipe = PlainRecipe.Value with { Epochs = epochs, Batch = 32, MaxRate = 1e-3f, WeightDecay = 1e-4f },
        };
}
