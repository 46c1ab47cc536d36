using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// The position calibration branch of <see cref="MmNet"/>: the picture shrunk to one pixel a cell of the main branch's last
/// map -> 1x1 convolution -> learned positions -> transformer blocks -> LN. [N, H, W, C] to [N, rows, columns, width].
/// </summary>
internal sealed class PositionBranch : Module
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly AdaptiveAveragePooling _shrink;
    private readonly Linear _embed;
    private readonly Tensor _position;
    private readonly TransformerBlock[] _blocks;
    private readonly LayerNormalization _norm;

    public PositionBranch(
        NetworkShape shape,
        int rows,
        int columns,
        int width,
        MmNetOptions options,
        RandomStream random
    )
    {
        (_rows, _columns) = (rows, columns);
        _shrink = Register("shrink", new AdaptiveAveragePooling(shape.Height, shape.Width, rows, columns));
        _embed = Register("embed", new Linear(shape.Channels, width, random));
        _position = Parameter("position", new Shape(rows * columns, width), decays: false);
        _blocks =
        [
            .. Enumerable
                .Range(0, options.PositionDepth)
                .Select(i =>
                    Register(
                        $"blocks.{i}",
                        new TransformerBlock(width, options.PositionHeads, 4 * width, bias: true, 1e-6f, random)
                    )
                ),
        ];
        _norm = Register("norm", new LayerNormalization(width, 1e-6f));
        FreshWeights.TruncatedNormal(this, random);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var cells = _embed.Forward(tape, _shrink.Forward(tape, x));
        var (samples, width) = (x.Shape[0], cells.Shape[3]);
        var tokens = tape.Add(tape.Reshape(cells, new Shape(samples, _rows * _columns, width)), _position);
        foreach (var block in _blocks)
        {
            tokens = block.Forward(tape, tokens);
        }

        return tape.Reshape(_norm.Forward(tape, tokens), new Shape(samples, _rows, _columns, width));
    }
}
