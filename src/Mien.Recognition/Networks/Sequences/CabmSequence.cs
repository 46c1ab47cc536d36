using Mien.Foundation;
using Mien.Recognition.Networks.Attention;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Sequences;

/// <summary>
/// CABM on sequences of motion maps. The abstract of the paper claims spatial and temporal correlation and says no more; this
/// is Mien's reading: the default CABM with a depthwise convolution over time beside the one over space, and attention over
/// time before the one over channels and places.
/// <code>
/// stem       each frame: conv 4 x 4, stride 4 -> GELU -> BN
/// block      y = x + BN(GELU(depthwise 5 x 5 (x)))         over space, frame by frame
///            z = y + BN(GELU(depthwise 3 (y)))             over time, place by place
///            x = BN(GELU(conv 1 x 1 (z)))
/// attention  over time: the weighted mean of the frames; then CBAM
/// head       flatten -> dropout -> linear
/// </code>
/// Input [N, T, H, W, C], output [N, classes] logits. The number of weights does not depend on T.
/// </summary>
public sealed class CabmSequence : Module
{
    private const int TimeKernel = 3;
    private const int ScoreWidth = 8;

    private readonly ConvMixerOptions _options;
    private readonly Convolution2D _stem;
    private readonly BatchNormalization _stemNorm;
    private readonly DepthwiseConvolution2D _space;
    private readonly BatchNormalization _spaceNorm;
    private readonly DepthwiseConvolution2D _time;
    private readonly BatchNormalization _timeNorm;
    private readonly Convolution2D _pointwise;
    private readonly BatchNormalization _pointwiseNorm;
    private readonly TimeAttention _timeAttention;
    private readonly ConvolutionalBlockAttention _attention;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights; its sizes are those of <see cref="Cabm.Recommended"/>.</summary>
    /// <exception cref="InputFaultException">The maps are no multiple of the patch.</exception>
    public CabmSequence(NetworkShape shape, RandomStream random, float dropout = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(random);
        _options = Cabm.Recommended;
        MapSize.RequireMultipleOf(shape, _options.Patch);
        var width = _options.Width;
        var patches = new Convolution { Stride = _options.Patch };
        _stem = Register(
            "stem",
            new Convolution2D(shape.Channels, width, _options.Patch, random.Derive("stem"), patches)
        );
        _stemNorm = Register("stem_norm", new BatchNormalization(width));
        _space = Register("space", new DepthwiseConvolution2D(width, _options.Kernel, random.Derive("space")));
        _spaceNorm = Register("space_norm", new BatchNormalization(width));
        _time = Register("time", new DepthwiseConvolution2D(width, TimeKernel, 1, random.Derive("time")));
        _timeNorm = Register("time_norm", new BatchNormalization(width));
        _pointwise = Register("pointwise", new Convolution2D(width, width, 1, random.Derive("pointwise")));
        _pointwiseNorm = Register("pointwise_norm", new BatchNormalization(width));
        _timeAttention = Register(
            "time_attention",
            new TimeAttention(width, ScoreWidth, random.Derive("time attention"))
        );
        _attention = Register(
            "attention",
            new ConvolutionalBlockAttention(width, _options.AttentionReduction, random.Derive("attention"))
        );
        _dropout = Register("dropout", new Dropout(dropout));
        var places = shape.Height / _options.Patch * (shape.Width / _options.Patch);
        _head = Register("head", new Linear(places * width, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "cabm-sequence",
            "CABM on sequences: depthwise convolution over time beside the one over space, attention over time.",
            "Mien's own, after the abstract of Talib et al., IEEE Access 2025; attention pooling of Ilse et al., ICML 2018",
            (shape, random) => new CabmSequence(shape, random)
        )
        {
            TakesSequences = true,
            Parameters = 9_211,
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        var (samples, frames) = (x.Shape[0], x.Shape[1]);
        var maps = tape.Reshape(x, new Shape(samples * frames, x.Shape[2], x.Shape[3], x.Shape[4]));
        maps = _stemNorm.ForwardAfterGelu(tape, _stem, maps);
        maps = _spaceNorm.ForwardAfterGelu(tape, _space, maps, residual: maps);
        maps = MixTimes(tape, maps, samples, frames);
        maps = _pointwiseNorm.ForwardAfterGelu(tape, _pointwise, maps);
        var (rows, columns, width) = (maps.Shape[1], maps.Shape[2], maps.Shape[3]);
        var sequence = tape.Reshape(maps, new Shape(samples, frames, rows, columns, width));
        var attended = _attention.Forward(tape, _timeAttention.Forward(tape, sequence));
        return _head.Forward(tape, _dropout.Forward(tape, tape.Flatten(attended)));
    }

    /// <summary>Time runs down the rows of a picture whose columns are the places, so that a column is one place's course.</summary>
    private Tensor MixTimes(Tape tape, Tensor maps, int samples, int frames)
    {
        var courses = tape.Reshape(maps, new Shape(samples, frames, maps.Shape[1] * maps.Shape[2], maps.Shape[3]));
        var mixed = _timeNorm.ForwardAfterGelu(tape, _time, courses, residual: courses);
        return tape.Reshape(mixed, maps.Shape);
    }
}
