using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// RCN-A, the recurrent convolutional network with the parameter-free attention unit (Xia et al., "Revealing the Invisible
/// With Model and Data Shrinking for Composite-Database Micro-Expression Recognition", IEEE TIP 2020, arXiv 2006.09674),
/// as the authors' code, xiazhaoqiang/ParameterFreeRCNs-MicroExpressionRec, model version 3:
/// <code>
/// stem        conv 5x5, no padding -> BN -> ReLU -> max pool 2 -> dropout 0.5                    = x
/// recurrent   y = ReLU(BN(conv 1x1 (x))), then twice y = ReLU(BN(conv 3x3 (x + y))), one conv and one BN for both
///             -> max pool 2 -> dropout 0.5 -> adaptive mean pool p x p                            = z
/// attention   for each class the mean over channels of (its weights in the head) * (x, mean-pooled to p x p), less its
///             smallest value, over its largest; the mean over the classes                         = a
/// head        linear(a z)
/// </code>
/// so the head's weights are the attention's, and learn through both. The paper's maps are 60x60; its README trains with
/// 32 feature maps and p = 5, its script's defaults are 64 and 7. Input [N, H, W, C], output [N, classes] logits.
/// </summary>
public sealed class RcnAttention : Module
{
    private static readonly Convolution Halves = new() { Stride = 2 };

    private readonly Convolution2D _stem;
    private readonly BatchNormalization _stemNorm;
    private readonly Convolution2D _point;
    private readonly BatchNormalization _pointNorm;
    private readonly Convolution2D _recurrent;
    private readonly BatchNormalization _recurrentNorm;
    private readonly Dropout _dropout;
    private readonly AdaptiveAveragePooling _early;
    private readonly AdaptiveAveragePooling _late;
    private readonly Tensor _weight;
    private readonly Tensor _bias;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <param name="shape">The size of the input and the number of classes.</param>
    /// <param name="featureMaps">Channels of every layer.</param>
    /// <param name="pool">Side of the pooled maps, p above.</param>
    /// <param name="random">Source of the weights.</param>
    /// <param name="dropout">Share that is dropped in training.</param>
    /// <exception cref="InputFaultException">The map is too small.</exception>
    public RcnAttention(NetworkShape shape, int featureMaps, int pool, RandomStream random, float dropout = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, (4 * pool) + 4, "RCN-A");
        _stem = Register("stem", new Convolution2D(shape.Channels, featureMaps, 5, random.Derive("stem")));
        _stemNorm = Register("stem_norm", new BatchNormalization(featureMaps));
        _point = Register("point", new Convolution2D(featureMaps, featureMaps, 1, random.Derive("point")));
        _pointNorm = Register("point_norm", new BatchNormalization(featureMaps));
        _recurrent = Register(
            "recurrent",
            new Convolution2D(featureMaps, featureMaps, 3, random.Derive("recurrent"), Convolution.Same)
        );
        _recurrentNorm = Register("recurrent_norm", new BatchNormalization(featureMaps));
        _dropout = Register("dropout", new Dropout(dropout));
        var (height, width) = ((shape.Height - 4) / 2, (shape.Width - 4) / 2);
        _early = Register("early", new AdaptiveAveragePooling(height, width, pool, pool));
        _late = Register("late", new AdaptiveAveragePooling(height / 2, width / 2, pool, pool));
        _weight = Parameter("head.weight", new Shape(shape.Classes, pool, pool, featureMaps));
        _bias = Parameter("head.bias", new Shape(shape.Classes));
        FreshWeights.NormalByFanOut(this, random.Derive("convolutions"));
        Initialization.Normal(_weight, 0.01, random.Derive("head"));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "rcn-a",
            "RCN-A: a recurrent convolution with attention that has no parameters of its own, for 60x60 maps.",
            "Xia et al., IEEE TIP 2020, arXiv 2006.09674; code xiazhaoqiang/ParameterFreeRCNs-MicroExpressionRec",
            (shape, random) => new RcnAttention(shape, featureMaps: 32, pool: 5, random)
        )
        {
            MapSide = 60,
            Parameters = 15_331,
            Recipe = PlainRecipe.Value with
            {
                Input = "scale by=0.003921569 | resize height=60 width=60",
                Epochs = 30,
                Batch = 16,
                Optimizer = OptimizerKind.Sgd,
                Momentum = 0.9f,
                Schedule = ScheduleKind.Steps,
                MaxRate = 5e-4f,
                DecayFactor = 0.5f,
                DecayEvery = 3,
            },
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var stem = tape.Relu(_stemNorm.Forward(tape, _stem.Forward(tape, x)));
        stem = _dropout.Forward(tape, tape.MaxPool(stem, 2, 2, Halves));
        var attention = Attention(tape, _early.Forward(tape, stem));
        var late = _late.Forward(tape, Recur(tape, stem));
        return Head(tape, tape.Multiply(late, attention));
    }

    private Tensor Recur(Tape tape, Tensor x)
    {
        var y = tape.Relu(_pointNorm.Forward(tape, _point.Forward(tape, x)));
        for (var time = 0; time < 2; time++)
        {
            y = tape.Relu(_recurrentNorm.Forward(tape, _recurrent.Forward(tape, tape.Add(x, y))));
        }

        return _dropout.Forward(tape, tape.MaxPool(y, 2, 2, Halves));
    }

    /// <summary>[N, p, p, C] to [N, p, p, 1], each class's map spread to 0..1.</summary>
    private Tensor Attention(Tape tape, Tensor x)
    {
        Tensor? sum = null;
        for (var c = 0; c < _bias.Length; c++)
        {
            var map = Spread(tape, tape.ChannelMean(tape.Multiply(x, WeightsOf(tape, c))));
            sum = sum is null ? map : tape.Add(sum, map);
        }

        return tape.Scale(sum!, 1f / _bias.Length);
    }

    /// <summary>(map - min) / max of what is left. A flat map, which the authors divide by 0, stays 0.</summary>
    private static Tensor Spread(Tape tape, Tensor map)
    {
        var negativeMinimum = tape.GlobalMaxPool(tape.Scale(map, -1));
        var above = tape.Add(map, negativeMinimum);
        var largest = tape.Add(tape.GlobalMaxPool(above), tape.Constant(new Shape(1), [1e-12f]));
        return tape.Multiply(above, tape.Reciprocal(largest));
    }

    /// <summary>[N, p, p, C] to [N, classes]: for each class the sum of all elements times its weights.</summary>
    private Tensor Head(Tape tape, Tensor x)
    {
        var terms = x.Length / x.Shape[0];
        var logits = new Tensor[_bias.Length];
        for (var c = 0; c < logits.Length; c++)
        {
            var mean = tape.ChannelMean(tape.GlobalAveragePool(tape.Multiply(x, WeightsOf(tape, c))));
            logits[c] = tape.Scale(mean, terms);
        }

        return tape.Add(tape.Reshape(tape.Concat(3, logits), new Shape(x.Shape[0], logits.Length)), _bias);
    }

    private Tensor WeightsOf(Tape tape, int label) => tape.Slice(_weight, 0, label, 1);
}
