using Mien.Data.Augmentation;
using Mien.Data.Synthetic;
using Mien.Recognition.Training;
using Mien.Tensors;
using Mien.Tensors.Operations;

namespace Mien.Recognition.Models;

/// <summary>Runs the unit head of a finished network over clips.</summary>
internal static class UnitPredictor
{
    private const int Chunk = 32;

    /// <summary>
    /// Probability of every action unit and side, one row a clip; the mean over the input and its mirror image, in which a
    /// unit's two sides, neighbours in the order, have changed places.
    /// </summary>
    public static float[][] Predict(Tape tape, IUnitNetwork network, InputMatrix inputs, int clips, Augmenter mirror)
    {
        tape.Training = false;
        tape.Recording = false;
        using var buffers = new BatchBuffers(inputs.Shape, ActionUnitSides.Count);
        var rows = Enumerable.Range(0, clips).Select(_ => new float[ActionUnitSides.Count]).ToArray();
        for (var start = 0; start < clips; start += Chunk)
        {
            var part = rows.AsSpan(start, Math.Min(Chunk, clips - start));
            var x = buffers.For(part.Length).X;
            for (var i = 0; i < part.Length; i++)
            {
                inputs[start + i].CopyTo(InputOf(x, i, inputs));
            }

            AddHalf(tape, network, x, part, swap: 0);
            for (var i = 0; i < part.Length; i++)
            {
                mirror.Mirrored(inputs[start + i], InputOf(x, i, inputs));
            }

            AddHalf(tape, network, x, part, swap: 1);
        }

        return rows;
    }

    private static Span<float> InputOf(Tensor x, int row, InputMatrix inputs) =>
        x.Values.Slice(row * inputs.Shape.Length, inputs.Shape.Length);

    private static void AddHalf(Tape tape, IUnitNetwork network, Tensor x, Span<float[]> rows, int swap)
    {
        var shown = tape.Sigmoid(network.ForwardBoth(tape, x).Units).Values;
        for (var i = 0; i < rows.Length; i++)
        {
            for (var unit = 0; unit < ActionUnitSides.Count; unit++)
            {
                rows[i][unit ^ swap] += shown[(i * ActionUnitSides.Count) + unit] / 2;
            }
        }

        tape.Reset();
    }
}
