using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// CapsuleNet for micro-expressions (Quang, Chun and Tokuyama, FG 2019; MEGC 2019), after the authors' code,
/// davidnvq/me_recognition:
/// <code>
/// ResNet-18 without its last stage -> conv 9x9 -> capsules of 8, squashed -> a capsule of 16 for each class, by 3 routings
/// </code>
/// At 224x224 the trunk leaves 14x14x256 and the convolution 6x6, so 1,152 primary capsules. (The stored code has another
/// 9x9 convolution between them, which fits its VGG trunk but leaves nothing to convolve after this one.) The network's
/// logit is ln |s|^2 of the class capsule before squashing, so that its sigmoid is the length |s|^2 / (1 + |s|^2) that the
/// paper compares, and the margin loss of the recipe acts on that length. The paper takes the apex frame and starts at
/// ImageNet weights; here it is the motion map and random weights. Input [N, H, W, C], output [N, classes] logits.
/// </summary>
public sealed class CapsuleNet : Module
{
    private static readonly CapsuleOptions Whole = new();

    private static readonly CapsuleOptions Reduced = new()
    {
        Trunk = new ResidualOptions
        {
            Blocks = [2, 2, 2],
            Width = 16,
            LargeStem = false,
        },
        Kernel = 3,
    };

    private readonly CapsuleOptions _options;
    private readonly ResidualTrunk _trunk;
    private readonly Convolution2D _primary;
    private readonly Tensor _weight;
    private readonly int _classes;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is so small that no primary capsule is left.</exception>
    public CapsuleNet(NetworkShape shape, CapsuleOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, SmallestFor(options), "CapsuleNet");
        (_options, _classes) = (options, shape.Classes);
        _trunk = Register("trunk", new ResidualTrunk(shape.Channels, options.Trunk, random.Derive("trunk")));
        _primary = Register(
            "primary",
            new Convolution2D(_trunk.Width, _trunk.Width, options.Kernel, random.Derive("primary"))
        );
        var capsules =
            Rows(shape.Height, options) * Rows(shape.Width, options) * (_trunk.Width / options.PrimaryLength);
        _weight = Parameter(
            "capsules.weight",
            new Shape(capsules, options.PrimaryLength, shape.Classes * options.ClassLength)
        );
        Initialization.Normal(_weight, 0.01, random.Derive("capsules"));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        Entry(
            "capsulenet",
            "CapsuleNet: class capsules on a ResNet-18 trunk, for 224x224 maps.",
            Whole,
            8_533_824,
            "raw | resize height=224 width=224"
        ) with
        {
            MapSide = 224,
            Reduced = "capsulenet-reduced",
        },
        Entry(
            "capsulenet-reduced",
            "CapsuleNet, reduced: a quarter of the trunk's channels, made for 28x28.",
            Reduced,
            288_336,
            "raw"
        ),
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var features = _primary.Forward(tape, _trunk.Forward(tape, x));
        var (samples, length) = (x.Shape[0], _options.PrimaryLength);
        var primary = tape.Reshape(features, new Shape(samples, features.Length / samples / length, length));
        var predictions = Predict(tape, Capsules.Squash(tape, primary));
        var sums = Capsules.Route(tape, predictions, _options.Routings);
        var logits = tape.Log(Capsules.SquaredLength(tape, sums));
        return tape.Reshape(logits, new Shape(samples, _classes));
    }

    /// <summary>Every primary capsule times its own matrix for every class: [N, lower, 8] to [N, lower, classes, 16].</summary>
    private Tensor Predict(Tape tape, Tensor primary)
    {
        var products = tape.MatMul(tape.Permute(primary, 1, 0, 2), _weight);
        var shape = new Shape(primary.Shape[0], primary.Shape[1], _classes, _options.ClassLength);
        return tape.Reshape(tape.Permute(products, 1, 0, 2), shape);
    }

    private static int Rows(int rows, CapsuleOptions options) =>
        MapSize.After(ResidualTrunk.RowsAfter(rows, options.Trunk), options.Kernel, 1);

    private static int SmallestFor(CapsuleOptions options)
    {
        var side = 1;
        while (Rows(side, options) < 1)
        {
            side++;
        }

        return side;
    }

    private static NetworkEntry Entry(
        string name,
        string summary,
        CapsuleOptions options,
        long parameters,
        string input
    ) =>
        new(
            name,
            summary,
            "Quang, Chun and Tokuyama, FG 2019; code davidnvq/me_recognition",
            (shape, random) => new CapsuleNet(shape, options, random)
        )
        {
            Parameters = parameters,
            Recipe = PlainRecipe.Value with
            {
                Input = input,
                Augmentation = "mirror p=0.5 | affine rotation=8 scale=0 shift=1",
                Epochs = 30,
                Batch = 32,
                Schedule = ScheduleKind.Steps,
                MaxRate = 1e-4f,
                DecayFactor = 0.9f,
                DecayEvery = 1,
                Loss = LossKind.Margin,
                // train_me_loso.py keeps the epoch with the best UF1 on the test subject.
                Script = SelectionKind.TestSubject,
            },
        };
}
