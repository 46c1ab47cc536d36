using Mien.Data.Augmentation;
using Mien.Foundation;
using Mien.Recognition.Classifiers;
using Mien.Recognition.Models;
using Mien.Recognition.Training;
using Mien.Tensors;

namespace Mien.Recognition.Starting;

/// <summary>
/// Fits a linear class head to the features of a finished model. The features of all its members, of every training clip
/// and of its mirror image, are brought to mean 0 and deviation 1 (on the training clips alone) and given to a
/// <see cref="MultinomialLogistic"/>; the solution is written into the members' class heads, so that what comes out is a
/// model of the same kind, whose logits are the mean over its members.
/// </summary>
internal sealed class FrozenHead
{
    private const int Chunk = 32;
    private const float LeastDeviation = 1e-6f;

    // What a class without a training clip has for an offset: it is never the answer.
    private const float Never = -100;

    private readonly StartModel _start;
    private readonly InputMatrix _inputs;
    private readonly Augmenter _mirror;
    private readonly Tape _tape;
    private readonly FeatureTable _features;
    private readonly bool[] _isKnown;

    /// <summary>Prepares to fit heads on parts of one set.</summary>
    /// <param name="start">The finished model.</param>
    /// <param name="inputs">The set's inputs.</param>
    /// <param name="clips">Clips of the set.</param>
    /// <param name="mirror">Makes mirror images.</param>
    /// <param name="tape">Where to compute.</param>
    public FrozenHead(StartModel start, InputMatrix inputs, int clips, Augmenter mirror, Tape tape)
    {
        (_start, _inputs, _mirror, _tape) = (start, inputs, mirror, tape);
        var members = start.Members.Cast<ClassAndUnitNetwork>();
        _features = new FeatureTable(clips, members.Sum(member => member.FeatureCount), mirrored: true);
        _isKnown = new bool[clips];
    }

    /// <summary>Fits a head.</summary>
    /// <param name="clips">The training clips.</param>
    /// <param name="labels">The class of every clip of the set.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="options">C counts every clip once, though it and its mirror image are two rows.</param>
    public Committee Fit(IReadOnlyList<int> clips, ReadOnlySpan<int> labels, int classes, LogisticOptions options)
    {
        Compute([.. clips.Where(clip => !_isKnown[clip])]);
        var rows = clips.SelectMany(clip => new[] { _features.RowOf(clip), _features.MirroredRowOf(clip) }).ToArray();
        var (means, deviations) = Spread(rows);
        var scaled = new FeatureTable(rows.Length, _features.Features, mirrored: false);
        var classOfRow = new int[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            classOfRow[i] = labels[clips[i / 2]];
            for (var f = 0; f < means.Length; f++)
            {
                scaled[i][f] = (_features[rows[i]][f] - means[f]) / deviations[f];
            }
        }

        var found = MultinomialLogistic.Train(
            scaled,
            [.. Enumerable.Range(0, rows.Length)],
            classOfRow,
            options with
            {
                C = options.C / 2,
            }
        );
        var model = _start.WithFreshHeads(classes, new RandomStream(0));
        Write(model, found, means, deviations);
        return model;
    }

    private void Compute(int[] clips)
    {
        _tape.Training = false;
        _tape.Recording = false;
        using var buffers = new BatchBuffers(_inputs.Shape, 1);
        for (var first = 0; first < clips.Length; first += Chunk)
        {
            var part = clips.AsSpan(first, Math.Min(Chunk, clips.Length - first));
            var x = buffers.For(part.Length).X;
            Compute(part, x, mirrored: false);
            Compute(part, x, mirrored: true);
            foreach (var clip in part)
            {
                _isKnown[clip] = true;
            }
        }
    }

    private void Compute(ReadOnlySpan<int> clips, Tensor x, bool mirrored)
    {
        var length = _inputs.Shape.Length;
        for (var i = 0; i < clips.Length; i++)
        {
            var target = x.Values.Slice(i * length, length);
            if (mirrored)
            {
                _mirror.Mirrored(_inputs[clips[i]], target);
            }
            else
            {
                _inputs[clips[i]].CopyTo(target);
            }
        }

        var first = 0;
        foreach (var member in _start.Members.Cast<ClassAndUnitNetwork>())
        {
            var (features, width) = (member.Features(_tape, x), member.FeatureCount);
            for (var i = 0; i < clips.Length; i++)
            {
                var row = mirrored ? _features.MirroredRowOf(clips[i]) : _features.RowOf(clips[i]);
                features.Values.Slice(i * width, width).CopyTo(_features[row][first..]);
            }

            first += width;
        }

        _tape.Reset();
    }

    private (float[] Means, float[] Deviations) Spread(int[] rows)
    {
        var means = new float[_features.Features];
        var deviations = new float[_features.Features];
        for (var f = 0; f < means.Length; f++)
        {
            var (sum, squares) = (0.0, 0.0);
            foreach (var row in rows)
            {
                sum += _features[row][f];
            }

            var mean = sum / rows.Length;
            foreach (var row in rows)
            {
                squares += (_features[row][f] - mean) * (_features[row][f] - mean);
            }

            (means[f], deviations[f]) = (
                (float)mean,
                Math.Max(LeastDeviation, (float)Math.Sqrt(squares / rows.Length))
            );
        }

        return (means, deviations);
    }

    /// <summary>
    /// A committee's logits are the mean over its members: every member's head gets its features' weights times the number
    /// of members, and all the same offset.
    /// </summary>
    private static void Write(Committee model, MultinomialLogistic found, float[] means, float[] deviations)
    {
        var first = 0;
        foreach (var member in model.Members)
        {
            var head = member.Contents.ToDictionary(tensor => tensor.Name, tensor => tensor.Value);
            var weight = head["network.head.weight"].Values;
            var bias = head["network.head.bias"].Values;
            weight.Clear();
            bias.Fill(Never);
            foreach (var (label, linear) in found.Functions)
            {
                bias[label] = (float)Offset(linear, means, deviations);
                for (var f = 0; f < member.FeatureCount; f++)
                {
                    var scaled = linear[first + f] / deviations[first + f];
                    weight[(f * bias.Length) + label] = (float)(model.Members.Count * scaled);
                }
            }

            first += member.FeatureCount;
        }
    }

    /// <summary>What the weights give for features of 0, before scaling.</summary>
    private static double Offset(double[] linear, float[] means, float[] deviations)
    {
        var offset = linear[^1];
        for (var f = 0; f < means.Length; f++)
        {
            offset -= linear[f] * means[f] / deviations[f];
        }

        return offset;
    }
}
