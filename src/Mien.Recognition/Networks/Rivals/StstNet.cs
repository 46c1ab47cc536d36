using Mien.Foundation;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// STSTNet, the shallow triple stream network of Liong et al. (FG 2019, arXiv 1902.03634), as its authors' PyTorch code:
/// <code>
/// three streams of 3, 5 and 8 filters, each   conv 3x3, padding 2 -> ReLU -> BN -> max pool 3, stride 3 -> dropout 0.5
/// side by side -> mean pool 2 -> flatten -> linear
/// </code>
/// The streams see the same input and differ in width only, so one convolution of 16 filters is the same function. The
/// paper says 3-D convolution over the three channels; in both released codes that is an ordinary one. Input [N, H, W, C]
/// with the channels strain, v, u in 0..255, output [N, classes] logits. 1,683 parameters for 28x28x3 and 3 classes.
/// </summary>
public sealed class StstNet : Module
{
    private const int Filters = 3 + 5 + 8;
    private static readonly Convolution Wide = new() { Padding = new Padding(2) };
    private static readonly Convolution Thirds = new() { Stride = 3, Padding = new Padding(1) };
    private static readonly Convolution Halves = new() { Stride = 2 };

    private readonly Convolution2D _streams;
    private readonly BatchNormalization _norm;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The map is too small.</exception>
    public StstNet(NetworkShape shape, RandomStream random, float dropout = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, 2, "STSTNet");
        _streams = Register("streams", new Convolution2D(shape.Channels, Filters, 3, random.Derive("streams"), Wide));
        _norm = Register("norm", new BatchNormalization(Filters));
        _dropout = Register("dropout", new Dropout(dropout));
        var features = Pooled(shape.Height) * Pooled(shape.Width) * Filters;
        _head = Register("head", new Linear(features, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "ststnet",
            "STSTNet: 16 shallow filters of three widths on u, v and strain.",
            "Liong et al., FG 2019, arXiv 1902.03634; code christy1206/STSTNet",
            (shape, random) => new StstNet(shape, random)
        )
        {
            Parameters = 1_683,
            Recipe = PlainRecipe.Value with { Input = "ststnet", Epochs = 800, Batch = 256, MaxRate = 5e-5f },
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = _norm.Forward(tape, tape.Relu(_streams.Forward(tape, x)));
        y = _dropout.Forward(tape, tape.MaxPool(y, 3, 3, Thirds));
        return _head.Forward(tape, tape.Flatten(tape.AveragePool(y, 2, 2, Halves)));
    }

    private static int Pooled(int size) => MapSize.After(MapSize.After(size + 2, 3, 3, 1), 2, 2);
}
