using Mien.Foundation;
using Mien.Recognition.Networks.Attention;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks;

/// <summary>
/// ConvMixer (Trockman and Kolter, "Patches Are All You Need?", 2022), with optional attention:
/// <code>
/// stem     conv p x p, stride p -> GELU -> BN
/// block    y = x + BN(GELU(depthwise k x k (x)))     attention in every block stands here, on y
///          x = BN(GELU(conv 1x1 (y)))
/// head     attention once stands here, then average pool or flatten -> dropout -> linear
/// </code>
/// Input [N, H, W, C] with H and W multiples of the patch, output [N, classes] logits.
/// </summary>
public sealed class ConvMixer : Module
{
    private readonly ConvMixerOptions _options;
    private readonly Convolution2D _stem;
    private readonly BatchNormalization _stemNorm;
    private readonly Tensor? _position;
    private readonly ConvMixerBlock[] _blocks;
    private readonly Module? _attention;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is not a multiple of the patch.</exception>
    public ConvMixer(NetworkShape shape, ConvMixerOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireMultipleOf(shape, options.Patch);
        _options = options;
        var (rows, columns) = (shape.Height / options.Patch, shape.Width / options.Patch);
        var patches = new Convolution { Stride = options.Patch };
        _stem = Register(
            "stem",
            new Convolution2D(shape.Channels, options.Width, options.Patch, random.Derive("stem"), patches)
        );
        _stemNorm = Register("stem_norm", new BatchNormalization(options.Width));
        _position = options.PositionMap ? Parameter("position", new Shape(rows, columns, options.Width)) : null;
        _blocks =
        [
            .. Enumerable
                .Range(0, options.Depth)
                .Select(i => Register($"blocks.{i}", new ConvMixerBlock(options, random.Derive($"block {i}")))),
        ];
        _attention =
            options.AttentionPlace == AttentionPlace.BeforeHead
                ? AttentionModules.Create(
                    options.Attention,
                    options.Width,
                    options.AttentionReduction,
                    random.Derive("attention")
                )
                : null;
        if (_attention is not null)
        {
            Register("attention", _attention);
        }

        _dropout = Register("dropout", new Dropout(options.Dropout));
        FeatureCount = options.Head == ConvMixerHead.Flatten ? rows * columns * options.Width : options.Width;
        _head = Register("head", new Linear(FeatureCount, shape.Classes, random.Derive("head")));
    }

    /// <summary>Inputs of the head.</summary>
    internal int FeatureCount { get; }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "convmixer-256-8",
            "ConvMixer-256/8 as published for small pictures (kernel 5, patch 2), no attention.",
            "Trockman and Kolter, Patches Are All You Need?, 2022",
            (shape, random) => new ConvMixer(shape, new ConvMixerOptions(), random)
        )
        {
            Parameters = 592_387,
        },
        new NetworkEntry(
            "convmixer-32-1",
            "The default CABM with its attention taken out: the ablation.",
            "Trockman and Kolter 2022; sizes as cabm",
            (shape, random) => new ConvMixer(shape, Cabm.Recommended with { Attention = AttentionKind.None }, random)
        )
        {
            Parameters = 8_355,
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        return Classify(tape, Features(tape, x));
    }

    /// <summary>What the head sees, after dropout: [N, <see cref="FeatureCount"/>].</summary>
    internal Tensor Features(Tape tape, Tensor x)
    {
        x = _options.Relu
            ? _stemNorm.Forward(tape, tape.Relu(_stem.Forward(tape, x)))
            : _stemNorm.ForwardAfterGelu(tape, _stem, x);
        if (_position is not null)
        {
            x = tape.Add(x, _position);
        }

        foreach (var block in _blocks)
        {
            x = block.Forward(tape, x);
        }

        if (_attention is not null)
        {
            x = _attention.Forward(tape, x);
        }

        return _dropout.Forward(tape, Pool(tape, x));
    }

    /// <summary>The class logits of <see cref="Features"/>.</summary>
    internal Tensor Classify(Tape tape, Tensor features) => _head.Forward(tape, features);

    private Tensor Pool(Tape tape, Tensor x)
    {
        var features = _options.Head == ConvMixerHead.Flatten ? x : tape.GlobalAveragePool(x);
        return tape.Reshape(features, new Shape(x.Shape[0], features.Shape.Length / x.Shape[0]));
    }
}
