using Mien.Foundation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Networks.Sequences;

/// <summary>
/// Attention over time: a frame's weight is softmax_t(w'tanh(V m_t)), where m_t is the mean of its map, and the sequence
/// becomes the weighted mean of its frames' maps (attention pooling, Ilse et al., ICML 2018). [N, T, R, C, D] to [N, R, C, D].
/// </summary>
internal sealed class TimeAttention : Module
{
    private readonly Linear _hidden;
    private readonly Linear _score;

    public TimeAttention(int channels, int hidden, RandomStream random)
    {
        _hidden = Register("hidden", new Linear(channels, hidden, random.Derive("hidden")));
        // Without a bias: softmax does not see what all frames share.
        _score = Register("score", new Linear(hidden, 1, random.Derive("score"), bias: false));
    }

    public override Tensor Forward(Tape tape, Tensor x)
    {
        var (samples, frames, rows, columns, channels) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3], x.Shape[4]);
        var maps = tape.Reshape(x, new Shape(samples * frames, rows, columns, channels));
        var means = tape.Reshape(tape.GlobalAveragePool(maps), new Shape(samples * frames, channels));
        var scores = _score.Forward(tape, tape.Tanh(_hidden.Forward(tape, means)));
        var weights = tape.Softmax(tape.Reshape(scores, new Shape(samples, frames)));
        var flat = tape.Reshape(x, new Shape(samples, frames, rows * columns * channels));
        var weighted = tape.Multiply(flat, tape.Reshape(weights, new Shape(samples, frames, 1)));
        // The mean over time is 1 / T of the sum.
        var sum = tape.Scale(tape.Mean(weighted, 1), frames);
        return tape.Reshape(sum, new Shape(samples, rows, columns, channels));
    }
}
