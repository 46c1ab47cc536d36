using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>One stream of <see cref="OffApexNet"/>: [N, H, W, 1] to [N, H / 4, W / 4, 16].</summary>
internal sealed class OffApexStream : Module
{
    /// <summary>Channels that leave it.</summary>
    public const int Width = 16;

    private const int FirstWidth = 6;
    private static readonly Convolution Halves = new() { Stride = 2 };

    private readonly Convolution2D _first;
    private readonly Convolution2D _second;

    public OffApexStream(RandomStream random)
    {
        _first = Register("first", new Convolution2D(1, FirstWidth, 5, random.Derive("first"), Convolution.Same));
        _second = Register(
            "second",
            new Convolution2D(FirstWidth, Width, 5, random.Derive("second"), Convolution.Same)
        );
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        var y = tape.MaxPool(tape.Relu(_first.Forward(tape, x)), 2, 2, Halves);
        return tape.MaxPool(tape.Relu(_second.Forward(tape, y)), 2, 2, Halves);
    }
}
