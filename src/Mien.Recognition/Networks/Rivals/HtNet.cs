using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// HTNet, the hierarchical transformer of Wang et al. (Neurocomputing 2024, arXiv 2307.14637), after the authors' code,
/// wangzhifengharrison/HTNet:
/// <code>
/// eyes and mouth corners, a quarter of the map each, laid side by side -> patches of 7x7 -> tokens
/// levels 0..2: within 4x4, 2x2, 1x1 blocks, one learned number a token is added, then transformer blocks;
///              between levels conv 3x3 -> twice the channels -> LN -> max pool 3, stride 2
/// LN -> mean over tokens -> linear
/// </code>
/// On 28x28 maps with patches of 7 every block holds one token, so that at no level anything is attended to: softmax over
/// one is 1. That is the authors' setting. They cut the four parts where MTCNN finds eyes and mouth in a face of 28x28
/// pixels, at fixed places where it finds none; here always at those places, scaled with the map, as a motion map shows no
/// face. Input [N, H, W, C] in 0..255 with sides that are multiples of 28, output [N, classes] logits.
/// </summary>
public sealed class HtNet : Module
{
    /// <summary>The authors' places in 28x28, rows and columns of the middles: eye and mouth corner of one side, then of the other.</summary>
    private static readonly (int Row, int Column)[] Middles = [(9, 11), (21, 10), (10, 21), (20, 21)];
    private const int PlacesSide = 28;

    private readonly HtNetOptions _options;
    private readonly Convolution2D _patches;
    private readonly HtNetLevel[] _levels;
    private readonly LayerNormalization _norm;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is not a multiple of 28, or of the blocks of patches.</exception>
    public HtNet(NetworkShape shape, HtNetOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireMultipleOf(shape, PlacesSide);
        MapSize.RequireMultipleOf(shape, options.Patch << (options.Repeats.Count - 1));
        _options = options;
        var cut = new Convolution { Stride = options.Patch };
        _patches = Register(
            "patches",
            new Convolution2D(shape.Channels, options.Width, options.Patch, random.Derive("patches"), cut)
        );
        var tokens = options.TokensPerBlock(shape);
        _levels =
        [
            .. Enumerable
                .Range(0, options.Repeats.Count)
                .Select(i => Register($"levels.{i}", new HtNetLevel(options, i, tokens, random.Derive($"level {i}")))),
        ];
        var last = options.Width << (options.Repeats.Count - 1);
        _norm = Register("norm", new LayerNormalization(last));
        _head = Register("head", new Linear(last, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        Entry(
            "htnet",
            "HTNet: a hierarchy of transformers over eyes and mouth corners, at full size.",
            new HtNetOptions(),
            139_582_982,
            epochs: 800,
            batch: 256
        ) with
        {
            Reduced = "htnet-reduced",
        },
        Entry(
            "htnet-reduced",
            "HTNet, reduced: width 48 and eight blocks.",
            new HtNetOptions { Width = 48, Repeats = [2, 2, 4] },
            2_272_806,
            epochs: 80,
            batch: 16
        ),
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = _patches.Forward(tape, Parts(tape, x));
        foreach (var level in _levels)
        {
            y = level.Forward(tape, y);
        }

        return _head.Forward(tape, tape.Flatten(tape.GlobalAveragePool(_norm.Forward(tape, y))));
    }

    /// <summary>The four parts, eyes to the left and mouth corners to the right as the authors lay them, in the map's size.</summary>
    private static Tensor Parts(Tape tape, Tensor x) =>
        tape.Concat(
            1,
            tape.Concat(2, Part(tape, x, 0), Part(tape, x, 1)),
            tape.Concat(2, Part(tape, x, 2), Part(tape, x, 3))
        );

    private static Tensor Part(Tape tape, Tensor x, int part)
    {
        var (row, column) = Middles[part];
        var (height, width) = (x.Shape[1], x.Shape[2]);
        var top = (row * height / PlacesSide) - (height / 4);
        var left = (column * width / PlacesSide) - (width / 4);
        return tape.Slice(tape.Slice(x, 1, top, height / 2), 2, left, width / 2);
    }

    private static NetworkEntry Entry(
        string name,
        string summary,
        HtNetOptions options,
        long parameters,
        int epochs,
        int batch
    ) =>
        new(
            name,
            summary,
            "Wang et al., Neurocomputing 2024, arXiv 2307.14637; code wangzhifengharrison/HTNet",
            (shape, random) => new HtNet(shape, options, random)
        )
        {
            Parameters = parameters,
            Recipe = PlainRecipe.Value with
            {
                Input = "ststnet",
                Epochs = epochs,
                Batch = batch,
                MaxRate = 5e-5f,
                Script = SelectionKind.TestSubject,
            },
        };
}
