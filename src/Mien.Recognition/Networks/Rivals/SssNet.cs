using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// SSSNet, the shallow single-stream network of Varanka et al. ("Data Leakage and Evaluation Issues in Micro-Expression
/// Analysis", IEEE TAFFC 2023, arXiv 2211.11425), as their code tvaranka/meb:
/// <code>
/// conv 5x5 -> 32 -> ReLU -> max pool 3 -> BN -> channel dropout 0.5
/// conv 3x3 -> 64 -> ReLU -> max pool 2 -> BN -> channel dropout 0.5
/// flatten -> linear 256 -> ReLU -> dropout 0.5 -> linear
/// </code>
/// No padding. Made for 64x64 maps; smaller ones leave fewer inputs to the wide layer. Input [N, H, W, C], output
/// [N, classes] logits.
/// </summary>
public sealed class SssNet : Module
{
    private const int FirstWidth = 32;
    private const int SecondWidth = 64;
    private const int Hidden = 256;
    private static readonly Convolution Thirds = new() { Stride = 3 };
    private static readonly Convolution Halves = new() { Stride = 2 };

    private readonly Convolution2D _first;
    private readonly BatchNormalization _firstNorm;
    private readonly Convolution2D _second;
    private readonly BatchNormalization _secondNorm;
    private readonly ChannelDropout _channelDropout;
    private readonly Linear _hidden;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is too small.</exception>
    public SssNet(NetworkShape shape, RandomStream random, float dropout = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, 16, "SSSNet");
        _first = Register("first", new Convolution2D(shape.Channels, FirstWidth, 5, random.Derive("first")));
        _firstNorm = Register("first_norm", new BatchNormalization(FirstWidth));
        _second = Register("second", new Convolution2D(FirstWidth, SecondWidth, 3, random.Derive("second")));
        _secondNorm = Register("second_norm", new BatchNormalization(SecondWidth));
        _channelDropout = Register("channel_dropout", new ChannelDropout(dropout));
        var features = Pooled(shape.Height) * Pooled(shape.Width) * SecondWidth;
        _hidden = Register("hidden", new Linear(features, Hidden, random.Derive("hidden")));
        _dropout = Register("dropout", new Dropout(dropout));
        _head = Register("head", new Linear(Hidden, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "sssnet",
            "SSSNet: two convolutions in a single stream and a wide layer, for 64x64 maps.",
            "Varanka et al., IEEE TAFFC 2023, arXiv 2211.11425; code tvaranka/meb",
            (shape, random) => new SssNet(shape, random)
        )
        {
            MapSide = 64,
            Parameters = 1_349_251,
            Recipe = PlainRecipe.Value with
            {
                Input = "raw | resize height=64 width=64",
                Epochs = 40,
                Batch = 16,
                Optimizer = OptimizerKind.Sgd,
                Momentum = 0.9f,
                MaxRate = 0.01f,
                WeightDecay = 1e-3f,
            },
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = tape.MaxPool(tape.Relu(_first.Forward(tape, x)), 3, 3, Thirds);
        y = _channelDropout.Forward(tape, _firstNorm.Forward(tape, y));
        y = tape.MaxPool(tape.Relu(_second.Forward(tape, y)), 2, 2, Halves);
        y = _channelDropout.Forward(tape, _secondNorm.Forward(tape, y));
        y = tape.Relu(_hidden.Forward(tape, tape.Flatten(y)));
        return _head.Forward(tape, _dropout.Forward(tape, y));
    }

    private static int Pooled(int size) =>
        MapSize.After(MapSize.After(MapSize.After(MapSize.After(size, 5, 1), 3, 3), 3, 1), 2, 2);
}
