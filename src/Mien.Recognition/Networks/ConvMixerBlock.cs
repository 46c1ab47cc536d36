using Mien.Foundation;
using Mien.Recognition.Networks.Attention;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks;

/// <summary>
/// One block of <see cref="ConvMixer"/>: a depthwise convolution mixes places inside a residual, a 1x1 convolution mixes
/// channels without one; attention, when it stands in every block, acts between the two. [N, H, W, C] to the same shape.
/// </summary>
public sealed class ConvMixerBlock : Module
{
    private readonly ConvMixerOptions _options;
    private readonly DepthwiseConvolution2D _depthwise;
    private readonly BatchNormalization _depthwiseNorm;
    private readonly Module? _attention;
    private readonly Convolution2D _pointwise;
    private readonly BatchNormalization _pointwiseNorm;

    /// <summary>Builds the block with fresh weights.</summary>
    public ConvMixerBlock(ConvMixerOptions options, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        _options = options;
        var (width, kernel) = (options.Width, options.Kernel);
        _depthwise = Register("depthwise", new DepthwiseConvolution2D(width, kernel, random.Derive("depthwise")));
        _depthwiseNorm = Register("depthwise_norm", new BatchNormalization(width));
        if (options.AttentionPlace == AttentionPlace.EveryBlock)
        {
            _attention = AttentionModules.Create(
                options.Attention,
                width,
                options.AttentionReduction,
                random.Derive("attention")
            );
        }

        if (_attention is not null)
        {
            Register("attention", _attention);
        }

        _pointwise = Register("pointwise", new Convolution2D(width, width, 1, random.Derive("pointwise")));
        _pointwiseNorm = Register("pointwise_norm", new BatchNormalization(width));
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        var y = MixPlaces(tape, x);
        if (_attention is not null)
        {
            y = _attention.Forward(tape, y);
        }

        return _options.Relu
            ? _pointwiseNorm.Forward(tape, tape.Relu(_pointwise.Forward(tape, y)))
            : _pointwiseNorm.ForwardAfterGelu(tape, _pointwise, y);
    }

    private Tensor MixPlaces(Tape tape, Tensor x) =>
        _options.Relu
            ? tape.Add(x, _depthwiseNorm.Forward(tape, tape.Relu(_depthwise.Forward(tape, x))))
            : _depthwiseNorm.ForwardAfterGelu(tape, _depthwise, x, residual: x);
}
