using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// One level of <see cref="HtNet"/>: the map is cut into blocks whose tokens attend to each other, and, but for the last
/// level, aggregated. [N, H, W, C] to [N, H / 2, W / 2, 2 C], the last one to the same shape.
/// </summary>
internal sealed class HtNetLevel : Module
{
    private static readonly Convolution Around = new() { Padding = new Padding(1) };
    private static readonly Convolution Halving = new() { Stride = 2, Padding = new Padding(1) };

    private readonly int _blocksAcross;
    private readonly Tensor _position;
    private readonly TransformerBlock[] _transformers;
    private readonly Convolution2D? _aggregate;
    private readonly LayerNormalization? _norm;

    public HtNetLevel(HtNetOptions options, int level, int tokens, RandomStream random)
    {
        var (width, heads) = (options.Width << level, options.Heads << level);
        _blocksAcross = 1 << (options.Repeats.Count - 1 - level);
        _position = Parameter("position", new Shape(tokens, 1), decays: false);
        Initialization.Normal(_position, 1, random.Derive("position"));
        _transformers =
        [
            .. Enumerable
                .Range(0, options.Repeats[level])
                .Select(i =>
                    Register(
                        $"blocks.{i}",
                        new TransformerBlock(width, heads, 4 * width, bias: false, 1e-5f, random.Derive((ulong)i))
                    )
                ),
        ];
        if (_blocksAcross > 1)
        {
            _aggregate = Register(
                "aggregate",
                new Convolution2D(width, 2 * width, 3, random.Derive("aggregate"), Around)
            );
            _norm = Register("norm", new LayerNormalization(2 * width));
        }
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var (samples, height, width, channels) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var (rows, columns) = (height / _blocksAcross, width / _blocksAcross);
        var split = new Shape(samples, _blocksAcross, rows, _blocksAcross, columns * channels);
        var apart = tape.Permute(tape.Reshape(x, split), 0, 1, 3, 2, 4);
        var blocks = samples * _blocksAcross * _blocksAcross;
        var mixed = Mix(tape, tape.Reshape(apart, new Shape(blocks, rows * columns, channels)));
        var joined = new Shape(samples, _blocksAcross, _blocksAcross, rows, columns * channels);
        var together = tape.Permute(tape.Reshape(mixed, joined), 0, 1, 3, 2, 4);
        return Aggregate(tape, tape.Reshape(together, x.Shape));
    }

    /// <summary>[blocks, tokens, C] to the same shape.</summary>
    private Tensor Mix(Tape tape, Tensor tokens)
    {
        tokens = tape.Add(tokens, _position);
        foreach (var transformer in _transformers)
        {
            tokens = transformer.Forward(tape, tokens);
        }

        return tokens;
    }

    private Tensor Aggregate(Tape tape, Tensor x) =>
        _aggregate is null ? x : tape.MaxPool(_norm!.Forward(tape, _aggregate.Forward(tape, x)), 3, 3, Halving);
}
