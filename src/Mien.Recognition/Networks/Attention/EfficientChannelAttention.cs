using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Attention;

/// <summary>
/// Efficient channel attention (Wang et al., CVPR 2020): y = x * sigmoid(conv1d_k(mean(x))), one convolution over the
/// line of channels without bias. Maps [N, H, W, C] to the same shape.
/// </summary>
public sealed class EfficientChannelAttention : Module
{
    private readonly Tensor _weight;

    /// <summary>Creates the convolution, its kernel as wide as <see cref="KernelFor"/> says.</summary>
    public EfficientChannelAttention(int channels, RandomStream random)
    {
        var kernel = KernelFor(channels);
        _weight = Parameter("weight", new Shape(1, kernel, 1, 1));
        Initialization.UniformByFanIn(_weight, kernel, random);
    }

    /// <summary>The paper's adaptive width with gamma 2 and b 1: the odd number at or above |log2(C) + 1| / 2, at least 3.</summary>
    public static int KernelFor(int channels)
    {
        var t = (int)(Math.Abs(Math.Log2(channels) + 1) / 2);
        return Math.Max(3, t % 2 == 1 ? t : t + 1);
    }

    /// <inheritdoc/>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (samples, channels) = (x.Shape[0], x.Shape[3]);
        // The channels become the columns of a one-row, one-channel map.
        var line = tape.Reshape(tape.GlobalAveragePool(x), new Shape(samples, 1, channels, 1));
        var gate = tape.Sigmoid(tape.Convolve(line, _weight, null, Convolution.Same));
        return tape.Multiply(x, tape.Reshape(gate, new Shape(samples, 1, 1, channels)));
    }
}
