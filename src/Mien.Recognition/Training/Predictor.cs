using Mien.Data.Augmentation;
using Mien.Tensors;
using Mien.Tensors.Layers;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Training;

/// <summary>Runs a finished network over clips.</summary>
public static class Predictor
{
    private const int Chunk = 32;

    /// <summary>Class probabilities of clips.</summary>
    /// <param name="tape">Where to compute; its modes are set here.</param>
    /// <param name="network">The network, from [N, H, W, C] to [N, classes] logits.</param>
    /// <param name="inputs">The clips' inputs.</param>
    /// <param name="clips">Which of them.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="mirror">
    /// Makes mirror images (flipped, u negated): each row is then the mean of the probabilities of the input and of its
    /// mirror image. Null for the input alone.
    /// </param>
    /// <returns>One row a clip; a row sums to 1.</returns>
    public static float[][] Predict(
        Tape tape,
        Module network,
        InputMatrix inputs,
        IReadOnlyList<int> clips,
        int classes,
        Augmenter? mirror
    )
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(clips);
        tape.Training = false;
        tape.Recording = false;
        using var buffers = new BatchBuffers(inputs.Shape, classes);
        var rows = new float[clips.Count][];
        for (var start = 0; start < clips.Count; start += Chunk)
        {
            var count = Math.Min(Chunk, clips.Count - start);
            var x = buffers.For(count).X;
            for (var i = 0; i < count; i++)
            {
                inputs[clips[start + i]].CopyTo(x.Values.Slice(i * inputs.Shape.Length, inputs.Shape.Length));
                rows[start + i] = new float[classes];
            }

            AddProbabilities(tape, network, x, rows.AsSpan(start, count), mirror is null ? 1 : 0.5f);
            if (mirror is not null)
            {
                for (var i = 0; i < count; i++)
                {
                    mirror.Mirrored(
                        inputs[clips[start + i]],
                        x.Values.Slice(i * inputs.Shape.Length, inputs.Shape.Length)
                    );
                }

                AddProbabilities(tape, network, x, rows.AsSpan(start, count), 0.5f);
            }
        }

        return rows;
    }

    private static void AddProbabilities(Tape tape, Module network, Tensor x, Span<float[]> rows, float share)
    {
        var probabilities = tape.Softmax(network.Forward(tape, x)).Values;
        for (var i = 0; i < rows.Length; i++)
        {
            for (var c = 0; c < rows[i].Length; c++)
            {
                rows[i][c] += share * probabilities[(i * rows[i].Length) + c];
            }
        }

        tape.Reset();
    }
}
