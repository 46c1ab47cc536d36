using Mien.Tensors.Operations;

namespace Mien.Tensors.Layers;

/// <summary>
/// Dropout of whole channels (Tompson et al. 2015, PyTorch's nn.Dropout2d): in training each channel of each picture is
/// zero with a fixed probability, the others are divided by 1 - p.
/// </summary>
public sealed class ChannelDropout(float probability) : Module
{
    /// <summary>[N, H, W, C] to the same shape.</summary>
    public override Tensor Forward(Tape tape, Tensor x)
    {
        if (!tape.Training || probability == 0)
        {
            return x;
        }

        var gate = tape.Zeros(new Shape(x.Shape[0], 1, 1, x.Shape[3]));
        gate.Values.Fill(1);
        return tape.Multiply(x, tape.Dropout(gate, probability));
    }
}
