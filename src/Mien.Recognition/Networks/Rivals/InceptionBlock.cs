using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Rivals;

/// <summary>
/// The inception block of <see cref="DualInception"/> (Szegedy et al. 2015): 1x1; 1x1 then 3x3; 1x1 then 5x5; max pool 3
/// then 1x1, each with its ReLU, side by side. [N, H, W, In] to [N, H, W, 4 filters].
/// </summary>
internal sealed class InceptionBlock : Module
{
    private static readonly Convolution Around = new() { Padding = new Padding(1) };

    private readonly Convolution2D _point;
    private readonly Convolution2D _reduceThree;
    private readonly Convolution2D _three;
    private readonly Convolution2D _reduceFive;
    private readonly Convolution2D _five;
    private readonly Convolution2D _pooled;

    public InceptionBlock(int inputs, int filters, RandomStream random)
    {
        Width = 4 * filters;
        _point = Register("point", new Convolution2D(inputs, filters, 1, random));
        _reduceThree = Register("reduce_three", new Convolution2D(inputs, filters, 1, random));
        _three = Register("three", new Convolution2D(filters, filters, 3, random, Convolution.Same));
        _reduceFive = Register("reduce_five", new Convolution2D(inputs, filters, 1, random));
        _five = Register("five", new Convolution2D(filters, filters, 5, random, Convolution.Same));
        _pooled = Register("pooled", new Convolution2D(inputs, filters, 1, random));
    }

    /// <summary>Channels that leave it.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x) =>
        tape.Concat(
            3,
            Rectified(tape, _point, x),
            Rectified(tape, _three, Rectified(tape, _reduceThree, x)),
            Rectified(tape, _five, Rectified(tape, _reduceFive, x)),
            Rectified(tape, _pooled, tape.MaxPool(x, 3, 3, Around))
        );

    private static Tensor Rectified(Tape tape, Convolution2D convolution, Tensor x) =>
        tape.Relu(convolution.Forward(tape, x));
}
