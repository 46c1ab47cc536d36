using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// Vision transformer (Dosovitskiy et al., ICLR 2021) as timm builds it: patches become tokens, a class token stands before
/// them, all get a learned position, pass blocks, and the class token is classified. No paper on micro-expressions has this
/// one; the registered size, patch 4, width 64, four blocks, is Mien's choice of a small one for 28x28, made without a look
/// at scores. Input [N, H, W, C] with H and W multiples of the patch, output [N, classes] logits.
/// </summary>
public sealed class VisionTransformer : Module
{
    private readonly VisionTransformerOptions _options;
    private readonly Convolution2D _patches;
    private readonly Tensor _classToken;
    private readonly Tensor _position;
    private readonly TransformerBlock[] _blocks;
    private readonly LayerNormalization _norm;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is not a multiple of the patch.</exception>
    public VisionTransformer(NetworkShape shape, VisionTransformerOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireMultipleOf(shape, options.Patch);
        _options = options;
        var (patch, width) = (options.Patch, options.Width);
        var tokens = 1 + (shape.Height / patch * (shape.Width / patch));
        var cut = new Convolution { Stride = patch };
        _patches = Register("patches", new Convolution2D(shape.Channels, width, patch, random, cut));
        _classToken = Parameter("class_token", new Shape(1, 1, width), decays: false);
        _position = Parameter("position", new Shape(tokens, width), decays: false);
        _blocks = [.. Enumerable.Range(0, options.Depth).Select(i => Register($"blocks.{i}", Block(random)))];
        _norm = Register("norm", new LayerNormalization(width, 1e-6f));
        _head = Register("head", new Linear(width, shape.Classes, random));
        FreshWeights.TruncatedNormal(this, random);
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "vit-64-4",
            "A small vision transformer: 4x4 patches, width 64, four blocks.",
            "Dosovitskiy et al., ICLR 2021; the size is Mien's",
            (shape, random) => new VisionTransformer(shape, Small, random)
        )
        {
            Parameters = 140_611,
            Recipe = new Recipe { Epochs = 40 },
        },
    ];

    private static VisionTransformerOptions Small =>
        new()
        {
            Patch = 4,
            Width = 64,
            Depth = 4,
            Heads = 4,
            MixRatio = 2,
        };

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = tape.Add(Tokens(tape, x), _position);
        foreach (var block in _blocks)
        {
            y = block.Forward(tape, y);
        }

        return _head.Forward(tape, tape.Flatten(_norm.Forward(tape, tape.Slice(y, 1, 0, 1))));
    }

    /// <summary>[N, H, W, C] to [N, 1 + patches, width], the class token first.</summary>
    private Tensor Tokens(Tape tape, Tensor x)
    {
        var cut = _patches.Forward(tape, x);
        var (samples, width) = (cut.Shape[0], cut.Shape[3]);
        var patches = tape.Reshape(cut, new Shape(samples, cut.Shape[1] * cut.Shape[2], width));
        // Zeros made of the samples themselves, so that N stays free in ONNX.
        var first = tape.Add(tape.Scale(tape.Slice(patches, 1, 0, 1), 0), _classToken);
        return tape.Concat(1, first, patches);
    }

    private TransformerBlock Block(RandomStream random) =>
        new(_options.Width, _options.Heads, _options.MixRatio * _options.Width, bias: true, 1e-6f, random);
}
