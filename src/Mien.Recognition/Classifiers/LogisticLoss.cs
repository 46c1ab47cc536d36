using System.Numerics;
using System.Runtime.InteropServices;

namespace Mien.Recognition.Classifiers;

/// <summary>
/// What <see cref="MultinomialLogistic"/> makes small, with its slope. Weights lie class by class, the offset behind each
/// class's weights.
/// </summary>
internal sealed class LogisticLoss
{
    private readonly FeatureTable _table;
    private readonly IReadOnlyList<int> _rows;
    private readonly int[] _labels;
    private readonly double[] _sampleWeights;
    private readonly double[] _probabilities;

    public LogisticLoss(FeatureTable table, IReadOnlyList<int> rows, int[] labels, int classes, LogisticOptions options)
    {
        (_table, _rows, _labels) = (table, rows, labels);
        _probabilities = new double[classes];
        var counts = Enumerable.Range(0, classes).Select(label => labels.Count(own => own == label)).ToArray();
        _sampleWeights =
        [
            .. counts.Select(count =>
                options.Balanced ? options.C * rows.Count / ((double)classes * count) : options.C
            ),
        ];
    }

    /// <summary>Loss and slope at some weights.</summary>
    public double At(ReadOnlySpan<double> weights, Span<double> slope)
    {
        var stride = _table.Features + 1;
        var loss = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var penalised = (i + 1) % stride != 0;
            slope[i] = penalised ? weights[i] : 0;
            loss += penalised ? weights[i] * weights[i] / 2 : 0;
        }

        for (var sample = 0; sample < _rows.Count; sample++)
        {
            var features = _table[_rows[sample]];
            var label = _labels[sample];
            Probabilities(weights, features, _probabilities);
            loss -= _sampleWeights[label] * Math.Log(Math.Max(_probabilities[label], double.Epsilon));
            for (var c = 0; c < _probabilities.Length; c++)
            {
                var error = _sampleWeights[label] * (_probabilities[c] - (c == label ? 1 : 0));
                AddScaled(features, error, slope.Slice(c * stride, stride));
            }
        }

        return loss;
    }

    /// <summary>Softmax of the classes' linear functions.</summary>
    public static void Probabilities(ReadOnlySpan<double> weights, ReadOnlySpan<float> features, Span<double> result)
    {
        var stride = features.Length + 1;
        var largest = double.NegativeInfinity;
        for (var c = 0; c < result.Length; c++)
        {
            result[c] = Linear(weights.Slice(c * stride, stride), features);
            largest = Math.Max(largest, result[c]);
        }

        var sum = 0.0;
        for (var c = 0; c < result.Length; c++)
        {
            result[c] = Math.Exp(result[c] - largest);
            sum += result[c];
        }

        for (var c = 0; c < result.Length; c++)
        {
            result[c] /= sum;
        }
    }

    /// <summary>The linear function, in vectors of doubles and then value by value.</summary>
    private static double Linear(ReadOnlySpan<double> weights, ReadOnlySpan<float> features)
    {
        ref var w = ref MemoryMarshal.GetReference(weights);
        ref var x = ref MemoryMarshal.GetReference(features);
        var sums = Vector<double>.Zero;
        var i = 0;
        for (; i <= features.Length - (2 * Vector<double>.Count); i += 2 * Vector<double>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref x, (nuint)i), out var low, out var high);
            sums += Vector.LoadUnsafe(ref w, (nuint)i) * low;
            sums += Vector.LoadUnsafe(ref w, (nuint)(i + Vector<double>.Count)) * high;
        }

        var sum = weights[^1] + Vector.Sum(sums);
        for (; i < features.Length; i++)
        {
            sum += weights[i] * features[i];
        }

        return sum;
    }

    private static void AddScaled(ReadOnlySpan<float> features, double by, Span<double> slope)
    {
        ref var s = ref MemoryMarshal.GetReference(slope);
        ref var x = ref MemoryMarshal.GetReference(features);
        var factor = new Vector<double>(by);
        var i = 0;
        for (; i <= features.Length - (2 * Vector<double>.Count); i += 2 * Vector<double>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref x, (nuint)i), out var low, out var high);
            (Vector.LoadUnsafe(ref s, (nuint)i) + (factor * low)).StoreUnsafe(ref s, (nuint)i);
            var next = (nuint)(i + Vector<double>.Count);
            (Vector.LoadUnsafe(ref s, next) + (factor * high)).StoreUnsafe(ref s, next);
        }

        for (; i < features.Length; i++)
        {
            slope[i] += by * features[i];
        }

        slope[^1] += by;
    }
}
