using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Sequences;

/// <summary>
/// CNN and LSTM (the scheme of Kim, Baddar and Ro, ACM Multimedia 2016: a convolutional network on each frame, an LSTM over
/// their features; their layers are not repeated here):
/// <code>
/// each frame: conv 5x5 -> 16 -> ReLU -> BN -> max pool 2; conv 3x3 -> 32 -> ReLU -> BN -> max pool 2; linear 64 -> ReLU
/// LSTM 64 over the frames; its last state -> dropout 0.5 -> linear
/// </code>
/// Input [N, T, H, W, C], output [N, classes] logits.
/// </summary>
public sealed class FrameLstm : Module
{
    private const int FirstWidth = 16;
    private const int SecondWidth = 32;
    private const int Hidden = 64;
    private static readonly Convolution Halves = new() { Stride = 2 };

    private readonly Convolution2D _first;
    private readonly BatchNormalization _firstNorm;
    private readonly Convolution2D _second;
    private readonly BatchNormalization _secondNorm;
    private readonly Linear _features;
    private readonly Lstm _lstm;
    private readonly Dropout _dropout;
    private readonly Linear _head;

    /// <summary>Builds the network with fresh weights.</summary>
    /// <exception cref="InputFaultException">The maps are too small.</exception>
    public FrameLstm(NetworkShape shape, RandomStream random, float dropout = 0.5f)
    {
        ArgumentNullException.ThrowIfNull(random);
        MapSize.RequireAtLeast(shape, 4, "CNN and LSTM");
        _first = Register(
            "first",
            new Convolution2D(shape.Channels, FirstWidth, 5, random.Derive("first"), Convolution.Same)
        );
        _firstNorm = Register("first_norm", new BatchNormalization(FirstWidth));
        _second = Register(
            "second",
            new Convolution2D(FirstWidth, SecondWidth, 3, random.Derive("second"), Convolution.Same)
        );
        _secondNorm = Register("second_norm", new BatchNormalization(SecondWidth));
        var places = shape.Height / 4 * (shape.Width / 4);
        _features = Register("features", new Linear(places * SecondWidth, Hidden, random.Derive("features")));
        _lstm = Register("lstm", new Lstm(Hidden, Hidden, random.Derive("lstm")));
        _dropout = Register("dropout", new Dropout(dropout));
        _head = Register("head", new Linear(Hidden, shape.Classes, random.Derive("head")));
    }

    /// <summary>The named configurations of this file.</summary>
    public static IEnumerable<NetworkEntry> Entries { get; } =
    [
        new NetworkEntry(
            "cnn-lstm",
            "Two convolutions on each frame of a sequence and an LSTM over the frames.",
            "The scheme of Kim, Baddar and Ro, ACM Multimedia 2016; sizes are Mien's own",
            (shape, random) => new FrameLstm(shape, random)
        )
        {
            TakesSequences = true,
            Parameters = 139_843,
        },
    ];

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(x);
        var (samples, frames) = (x.Shape[0], x.Shape[1]);
        var maps = tape.Reshape(x, new Shape(samples * frames, x.Shape[2], x.Shape[3], x.Shape[4]));
        maps = tape.MaxPool(_firstNorm.Forward(tape, tape.Relu(_first.Forward(tape, maps))), 2, 2, Halves);
        maps = tape.MaxPool(_secondNorm.Forward(tape, tape.Relu(_second.Forward(tape, maps))), 2, 2, Halves);
        var features = tape.Relu(_features.Forward(tape, tape.Flatten(maps)));
        var states = _lstm.Forward(tape, tape.Reshape(features, new Shape(samples, frames, Hidden)));
        var last = tape.Reshape(tape.Slice(states, 1, frames - 1, 1), new Shape(samples, Hidden));
        return _head.Forward(tape, _dropout.Forward(tape, last));
    }
}
