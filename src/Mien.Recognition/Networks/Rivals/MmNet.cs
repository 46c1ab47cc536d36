using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// MMNet, the muscle motion-guided network of Li et al. (IJCAI 2022, arXiv 2201.05297), after the authors' code,
/// muse1998/MMNet:
/// <code>
/// main       conv 3x3, stride 2 -> BN -> ReLU -> conv 3x3 -> BN -> ReLU -> four continuous attention blocks, strides
///            1, 2, 2, 2, the attention handed on through max pool 3, stride 2
/// position   PositionBranch, on the grid of the main branch's last map
/// head       main + position -> flatten -> linear
/// </code>
/// The paper's main branch takes the difference of apex and onset frame at 224x224 and its position branch the onset frame,
/// shrunk by interpolation; a motion map has no onset frame, so here both see the map, and it is shrunk by means. The parts
/// of the authors' code that its forward pass leaves out (an AU head, a class token) are left out. Input [N, H, W, C],
/// output [N, classes] logits.
/// </summary>
public sealed class MmNet : Module
{
    private static readonly Convolution Around = new() { Padding = new Padding(1) };
    private static readonly Convolution Halving = new() { Stride = 2, Padding = new Padding(1) };

    private readonly Convolution2D _action;
    private readonly BatchNormalization _actionNorm;
    private readonly Convolution2D _stem;
    private readonly BatchNormalization _stemNorm;
    private readonly ContinuousAttentionBlock[] _blocks;
    private readonly PositionBranch _position;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    public MmNet(NetworkShape shape, MmNetOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        var widths = options.Widths;
        _action = Register(
            "action",
            new Convolution2D(shape.Channels, options.ActionWidth, 3, random, Halving, bias: false)
        );
        _actionNorm = Register("action_norm", new BatchNormalization(options.ActionWidth));
        _stem = Register("stem", new Convolution2D(options.ActionWidth, widths[0], 3, random, Around, bias: false));
        _stemNorm = Register("stem_norm", new BatchNormalization(widths[0]));
        _blocks =
        [
            .. widths.Select(
                (width, i) =>
                    Register(
                        $"blocks.{i}",
                        new ContinuousAttentionBlock(widths[Math.Max(0, i - 1)], width, i == 0 ? 1 : 2, random)
                    )
            ),
        ];
        FreshWeights.NormalByFanOut(this, random.Derive("convolutions"));
        var (rows, columns) = (RowsAfter(shape.Height, widths.Count), RowsAfter(shape.Width, widths.Count));
        _position = Register(
            "position",
            new PositionBranch(shape, rows, columns, widths[^1], options, random.Derive("position"))
        );
        _head = Register("head", new Linear(rows * columns * widths[^1], shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        Entry(
            "mmnet",
            "MMNet: continuous attention over blocks with a transformer for positions, for 224x224 maps.",
            new MmNetOptions(),
            9_238_135,
            epochs: 74,
            "raw | resize height=224 width=224"
        ) with
        {
            MapSide = 224,
            Reduced = "mmnet-reduced",
        },
        Entry(
            "mmnet-reduced",
            "MMNet, reduced: a quarter of the channels, made for 28x28.",
            new MmNetOptions { ActionWidth = 45, Widths = [32, 32, 64, 128] },
            559_564,
            epochs: 74,
            "raw"
        ),
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = tape.Relu(_actionNorm.Forward(tape, _action.Forward(tape, x)));
        y = tape.Relu(_stemNorm.Forward(tape, _stem.Forward(tape, y)));
        Tensor? attention = null;
        foreach (var block in _blocks)
        {
            var earlier = attention is null ? null : tape.MaxPool(attention, 3, 3, Halving);
            (y, attention) = block.Forward(tape, y, earlier);
        }

        return _head.Forward(tape, tape.Flatten(tape.Add(y, _position.Forward(tape, x))));
    }

    /// <summary>Rows that are left after the first convolution and all blocks but the first, each of which halves.</summary>
    private static int RowsAfter(int rows, int blocks)
    {
        for (var halving = 0; halving < blocks; halving++)
        {
            rows = MapSize.After(rows, 3, 2, 1);
        }

        return rows;
    }

    private static NetworkEntry Entry(
        string name,
        string summary,
        MmNetOptions options,
        long parameters,
        int epochs,
        string input
    ) =>
        new(
            name,
            summary,
            "Li et al., IJCAI 2022, arXiv 2201.05297; code muse1998/MMNet",
            (shape, random) => new MmNet(shape, options, random)
        )
        {
            Parameters = parameters,
            Recipe = PlainRecipe.Value with
            {
                Input = input,
                Augmentation = "mirror p=0.5 | affine rotation=3 scale=0 shift=1.9",
                Epochs = epochs,
                Batch = 32,
                Optimizer = OptimizerKind.AdamW,
                Schedule = ScheduleKind.Steps,
                MaxRate = 8e-4f,
                DecayFactor = 0.987f,
                DecayEvery = 1,
                WeightDecay = 0.6f,
                Script = SelectionKind.TestSubject,
            },
        };
}
