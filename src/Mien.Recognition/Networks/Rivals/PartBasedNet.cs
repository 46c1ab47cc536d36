using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// The part-based network of EMR (Liu, Du, Zheng and Gedeon, "A Neural Micro-Expression Recognizer", FG 2019, winner of
/// MEGC 2019), after tvaranka/meb's repetition of the authors' code:
/// <code>
/// ResNet-18 trunk -> upper 3/7 and lower 4/7 of its rows, each mean-pooled -> linear 64 -> tanh -> dropout 0.1
/// side by side -> linear
/// </code>
/// The network alone: the paper's transfer from macro-expressions (adversarial training, expression magnification and
/// reduction) needs data that are not at hand, and its two side heads for the parts serve that training only. Its trunk
/// starts at ImageNet weights, here at random ones; its input is flow as hue and brightness, here u, v and strain. Input
/// [N, H, W, C], output [N, classes] logits.
/// </summary>
public sealed class PartBasedNet : Module
{
    private const int PartWidth = 64;
    private static readonly ResidualOptions Whole = new();
    private static readonly ResidualOptions Reduced = new() { Width = 16, LargeStem = false };

    private readonly ResidualTrunk _trunk;
    private readonly Linear _upper;
    private readonly Linear _lower;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is so small that one row is left of it.</exception>
    public PartBasedNet(NetworkShape shape, ResidualOptions trunk, RandomStream random, float dropout = 0.1f)
    {
        ArgumentNullException.ThrowIfNull(trunk);
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, SmallestFor(trunk), "EMR's part-based network");
        _trunk = Register("trunk", new ResidualTrunk(shape.Channels, trunk, random.Derive("trunk")));
        _upper = Register("upper", new Linear(_trunk.Width, PartWidth, random.Derive("upper")));
        _lower = Register("lower", new Linear(_trunk.Width, PartWidth, random.Derive("lower")));
        _dropout = Register("dropout", new Dropout(dropout));
        _head = Register("head", new Linear(2 * PartWidth, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        Entry(
            "emr",
            "EMR's part-based network: ResNet-18 with a head for the upper and one for the lower face, for 224x224 maps.",
            Whole,
            11_242_563,
            "raw | resize height=224 width=224"
        ) with
        {
            MapSide = 224,
            Reduced = "emr-reduced",
        },
        Entry(
            "emr-reduced",
            "EMR's part-based network, reduced: a quarter of the channels, made for 28x28.",
            Reduced,
            717_075,
            "raw"
        ),
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = _trunk.Forward(tape, x);
        var rows = y.Shape[1];
        var upper = Math.Max(1, rows * 3 / 7);
        var parts = tape.Concat(
            1,
            Part(tape, _upper, tape.Slice(y, 1, 0, upper)),
            Part(tape, _lower, tape.Slice(y, 1, upper, rows - upper))
        );
        return _head.Forward(tape, parts);
    }

    private Tensor Part(Tape tape, Linear layer, Tensor rows) =>
        _dropout.Forward(tape, tape.Tanh(layer.Forward(tape, tape.Flatten(tape.GlobalAveragePool(rows)))));

    private static int SmallestFor(ResidualOptions trunk)
    {
        var side = 1;
        while (ResidualTrunk.RowsAfter(side, trunk) < 2)
        {
            side++;
        }

        return side;
    }

    private static NetworkEntry Entry(
        string name,
        string summary,
        ResidualOptions trunk,
        long parameters,
        string input
    ) =>
        new(
            name,
            summary,
            "Liu, Du, Zheng and Gedeon, FG 2019; after tvaranka/meb",
            (shape, random) => new PartBasedNet(shape, trunk, random)
        )
        {
            Parameters = parameters,
            Recipe = PlainRecipe.Value with
            {
                Input = input,
                Augmentation = "affine rotation=10 scale=0 shift=2",
                Epochs = 20,
                Batch = 32,
                MaxRate = 1e-4f,
                WeightDecay = 1e-6f,
                ClipNorm = 1,
            },
        };
}
