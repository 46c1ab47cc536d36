using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// A residual network without its head (He et al., CVPR 2016): stem -> BN -> ReLU (-> max pool 3, stride 2), then stages
/// of <see cref="ResidualBlock"/>. [N, H, W, C] to [N, <see cref="RowsAfter"/>, <see cref="RowsAfter"/>, <see cref="Width"/>].
/// </summary>
internal sealed class ResidualTrunk : Module
{
    private static readonly Convolution Halving = new() { Stride = 2, Padding = new Padding(1) };

    private readonly ResidualOptions _options;
    private readonly Convolution2D _stem;
    private readonly BatchNormalization _stemNorm;
    private readonly ResidualBlock[] _blocks;

    public ResidualTrunk(int channels, ResidualOptions options, RandomStream random)
    {
        _options = options;
        var (kernel, how) = options.LargeStem
            ? (7, new Convolution { Stride = 2, Padding = new Padding(3) })
            : (3, new Convolution { Padding = new Padding(1) });
        _stem = Register("stem", new Convolution2D(channels, options.Width, kernel, random, how, bias: false));
        _stemNorm = Register("stem_norm", new BatchNormalization(options.Width));
        _blocks = [.. options.Blocks.SelectMany((count, stage) => Stage(stage, count, random))];
        FreshWeights.NormalByFanOut(this, random);
    }

    /// <summary>Channels that leave it.</summary>
    public int Width => _options.Width << (_options.Blocks.Count - 1);

    /// <summary>Rows, or columns, that leave it for so many that enter.</summary>
    public static int RowsAfter(int rows, ResidualOptions options)
    {
        var left = options.LargeStem ? MapSize.After(MapSize.After(rows, 7, 2, 3), 3, 2, 1) : rows;
        for (var stage = 1; stage < options.Blocks.Count; stage++)
        {
            left = MapSize.After(left, 3, 2, 1);
        }

        return left;
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        x = tape.Relu(_stemNorm.Forward(tape, _stem.Forward(tape, x)));
        x = _options.LargeStem ? tape.MaxPool(x, 3, 3, Halving) : x;
        foreach (var block in _blocks)
        {
            x = block.Forward(tape, x);
        }

        return x;
    }

    private IEnumerable<ResidualBlock> Stage(int stage, int count, RandomStream random)
    {
        var outputs = _options.Width << stage;
        for (var i = 0; i < count; i++)
        {
            var first = i == 0 && stage > 0;
            var block = new ResidualBlock(first ? outputs / 2 : outputs, outputs, first ? 2 : 1, random);
            yield return Register($"stages.{stage}.{i}", block);
        }
    }
}
