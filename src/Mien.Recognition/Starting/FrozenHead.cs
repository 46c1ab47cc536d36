using Mien.Data.Augmentation;
using Mien.Foundation;
using Mien.Recognition.Models;
using Mien.Recognition.Training;
using Mien.Tensors;

namespace Mien.Recognition.Starting;

/// <summary>
/// Fits a linear class head to the features of a finished model. The features of all its members, of every training clip
/// and of its mirror image, are brought to mean 0 and deviation 1 (on the training clips alone) and given to a
/// multinomial logistic regression; the solution is written into the members' class heads, so that what comes out is a
/// model of the same kind, whose logits are the mean over its members.
/// </summary>
internal sealed class FrozenHead(StartModel start, InputMatrix inputs, Augmenter mirror, Tape tape)
{
    private const int Chunk = 32;
    private const float Least = 1e-6f;

    private readonly Dictionary<int, float[][]> _features = [];

    /// <summary>Fits a head.</summary>
    /// <param name="clips">The training clips.</param>
    /// <param name="labels">The class of every clip of the set.</param>
    /// <param name="classWeights">A weight for each class.</param>
    /// <param name="strength">C.</param>
    public Committee Fit(
        IReadOnlyList<int> clips,
        ReadOnlySpan<int> labels,
        IReadOnlyList<float> classWeights,
        float strength
    )
    {
        Compute(clips);
        var rows = clips.SelectMany(clip => _features[clip]).ToArray();
        var classes = new List<int>(rows.Length);
        foreach (var clip in clips)
        {
            classes.AddRange([labels[clip], labels[clip]]);
        }

        var (means, deviations) = Spread(rows);
        var scaled = rows.Select(row => row.Select((x, f) => (x - means[f]) / deviations[f]).ToArray()).ToArray();
        // Every clip counts once, though it stands here twice.
        var found = SoftmaxRegression.Fit(scaled, classes, classWeights, strength / 2);
        var model = start.WithFreshHeads(classWeights.Count, new RandomStream(0));
        Write(model, found, means, deviations);
        return model;
    }

    private void Compute(IReadOnlyList<int> clips)
    {
        var missing = clips.Where(clip => !_features.ContainsKey(clip)).ToArray();
        tape.Training = false;
        tape.Recording = false;
        using var buffers = new BatchBuffers(inputs.Shape, 1);
        for (var first = 0; first < missing.Length; first += Chunk)
        {
            var part = missing.AsSpan(first, Math.Min(Chunk, missing.Length - first));
            var x = buffers.For(part.Length).X;
            foreach (var clip in part)
            {
                _features[clip] =
                [
                    [],
                    [],
                ];
            }

            Compute(part, x, mirrored: false);
            Compute(part, x, mirrored: true);
        }
    }

    private void Compute(ReadOnlySpan<int> clips, Tensor x, bool mirrored)
    {
        var length = inputs.Shape.Length;
        for (var i = 0; i < clips.Length; i++)
        {
            var target = x.Values.Slice(i * length, length);
            if (mirrored)
            {
                mirror.Mirrored(inputs[clips[i]], target);
            }
            else
            {
                inputs[clips[i]].CopyTo(target);
            }
        }

        var view = mirrored ? 1 : 0;
        foreach (var member in start.Members.Cast<ClassAndUnitNetwork>())
        {
            var features = member.Features(tape, x);
            var width = features.Shape.Last;
            for (var i = 0; i < clips.Length; i++)
            {
                ref var row = ref _features[clips[i]][view];
                row = [.. row, .. features.Values.Slice(i * width, width)];
            }
        }

        tape.Reset();
    }

    private static (float[] Means, float[] Deviations) Spread(float[][] rows)
    {
        var features = rows[0].Length;
        var means = new float[features];
        var deviations = new float[features];
        for (var f = 0; f < features; f++)
        {
            var mean = rows.Average(row => (double)row[f]);
            means[f] = (float)mean;
            deviations[f] = Math.Max(Least, (float)Math.Sqrt(rows.Average(row => Math.Pow(row[f] - mean, 2))));
        }

        return (means, deviations);
    }

    /// <summary>
    /// A committee's logits are the mean over its members: every member's head gets its features' weights times the number
    /// of members, and all the same offset.
    /// </summary>
    private static void Write(Committee model, double[][] found, float[] means, float[] deviations)
    {
        var first = 0;
        foreach (var member in model.Members)
        {
            var head = member.Contents.ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
            var weight = head["network.head.weight"].Values;
            var bias = head["network.head.bias"].Values;
            var features = weight.Length / bias.Length;
            for (var c = 0; c < bias.Length; c++)
            {
                bias[c] = (float)Offset(found[c], means, deviations);
                for (var f = 0; f < features; f++)
                {
                    var scaled = found[c][first + f] / deviations[first + f];
                    weight[(f * bias.Length) + c] = (float)(model.Members.Count * scaled);
                }
            }

            first += features;
        }
    }

    /// <summary>What the weights give for features of 0, before scaling.</summary>
    private static double Offset(double[] found, float[] means, float[] deviations)
    {
        var offset = found[^1];
        for (var f = 0; f < means.Length; f++)
        {
            offset -= found[f] * means[f] / deviations[f];
        }

        return offset;
    }
}
