using Mien.Data.Prepared;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Explanation;

/// <summary>
/// Occlusion (Zeiler and Fergus 2014): a window of the map is put to rest, and the evidence there is how much the class's
/// probability falls. Windows are a seventh of the side and move by half of that; a pixel's value is the mean of the
/// windows over it. It asks nothing of the network but scores.
/// </summary>
internal sealed class Occlusion
{
    private const int WindowsPerSide = 7;
    private const int Batch = 64;

    private readonly MapShape _shape;
    private readonly (int Top, int Bottom, int Left, int Right)[] _windows;

    /// <summary>Lays the windows over inputs of a shape.</summary>
    public Occlusion(MapShape shape)
    {
        _shape = shape;
        var rows = Spans(shape.Height);
        var columns = Spans(shape.Width);
        _windows = [.. rows.SelectMany(row => columns.Select(column => (row.From, row.To, column.From, column.To)))];
    }

    /// <summary>The map of one clip.</summary>
    /// <param name="network">The network.</param>
    /// <param name="tape">Where to compute; it is reset.</param>
    /// <param name="input">The clip's input, HWC.</param>
    /// <param name="rest">The clip's input at rest.</param>
    /// <param name="label">The class to explain.</param>
    public EvidenceMap Of(Module network, Tape tape, ReadOnlySpan<float> input, ReadOnlySpan<float> rest, int label)
    {
        (tape.Training, tape.Recording) = (false, false);
        var scores = new float[_windows.Length];
        for (var start = 0; start < _windows.Length; start += Batch)
        {
            Score(
                network,
                tape,
                input,
                rest,
                label,
                scores.AsSpan(start, Math.Min(Batch, _windows.Length - start)),
                start
            );
        }

        return Spread(scores, Whole(network, tape, input, label));
    }

    private void Score(
        Module network,
        Tape tape,
        ReadOnlySpan<float> input,
        ReadOnlySpan<float> rest,
        int label,
        Span<float> scores,
        int first
    )
    {
        using var x = Tensor.Create(new Shape(scores.Length, _shape.Height, _shape.Width, _shape.Channels));
        for (var i = 0; i < scores.Length; i++)
        {
            var sample = x.Values.Slice(i * _shape.Length, _shape.Length);
            input.CopyTo(sample);
            PutToRest(sample, rest, _windows[first + i]);
        }

        var probabilities = tape.Softmax(network.Forward(tape, x));
        for (var i = 0; i < scores.Length; i++)
        {
            scores[i] = probabilities.Values[(i * probabilities.Shape[1]) + label];
        }

        tape.Reset();
    }

    private void PutToRest(
        Span<float> sample,
        ReadOnlySpan<float> rest,
        (int Top, int Bottom, int Left, int Right) window
    )
    {
        for (var y = window.Top; y < window.Bottom; y++)
        {
            var at = ((y * _shape.Width) + window.Left) * _shape.Channels;
            var length = (window.Right - window.Left) * _shape.Channels;
            rest.Slice(at, length).CopyTo(sample[at..]);
        }
    }

    private float Whole(Module network, Tape tape, ReadOnlySpan<float> input, int label)
    {
        using var x = Tensor.Create(new Shape(1, _shape.Height, _shape.Width, _shape.Channels), input);
        var score = tape.Softmax(network.Forward(tape, x)).Values[label];
        tape.Reset();
        return score;
    }

    private EvidenceMap Spread(float[] scores, float whole)
    {
        var (sum, count) = (new float[_shape.Height * _shape.Width], new int[_shape.Height * _shape.Width]);
        for (var w = 0; w < scores.Length; w++)
        {
            var (top, bottom, left, right) = _windows[w];
            for (var y = top; y < bottom; y++)
            {
                for (var x = left; x < right; x++)
                {
                    sum[(y * _shape.Width) + x] += whole - scores[w];
                    count[(y * _shape.Width) + x]++;
                }
            }
        }

        return new EvidenceMap(_shape.Height, _shape.Width, [.. sum.Zip(count, (total, windows) => total / windows)]);
    }

    /// <summary>Windows along one side that cover every pixel; the last ends at the border.</summary>
    private static List<(int From, int To)> Spans(int side)
    {
        var length = Math.Max(1, side / WindowsPerSide);
        var stride = Math.Max(1, length / 2);
        var spans = new List<(int, int)>();
        for (var from = 0; from + length < side; from += stride)
        {
            spans.Add((from, from + length));
        }

        spans.Add((side - length, side));
        return spans;
    }
}
