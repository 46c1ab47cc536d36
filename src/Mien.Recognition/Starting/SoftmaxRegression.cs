namespace Mien.Recognition.Starting;

/// <summary>
/// Multinomial logistic regression: the weights w and offsets b that make small
/// .5 |w|^2 + C sum_i a_i (-log softmax(w x_i + b)[y_i]), with class weights a. Found by L-BFGS (Liu and Nocedal 1989,
/// ten pairs) with a backtracking line search from zero, in double precision: no chance is involved.
/// </summary>
internal sealed class SoftmaxRegression
{
    private const int Pairs = 10;
    private const int MostSteps = 500;
    private const double Tolerance = 1e-6;
    private const double SufficientDecrease = 1e-4;

    private readonly IReadOnlyList<float[]> _rows;
    private readonly IReadOnlyList<int> _labels;
    private readonly double[] _weights;
    private readonly int _classes;
    private readonly int _features;
    private readonly double _strength;
    private readonly double[] _scores;

    private SoftmaxRegression(
        IReadOnlyList<float[]> rows,
        IReadOnlyList<int> labels,
        IReadOnlyList<float> classWeights,
        double strength
    )
    {
        (_rows, _labels, _strength) = (rows, labels, strength);
        (_classes, _features) = (classWeights.Count, rows[0].Length);
        _weights = [.. labels.Select(label => (double)classWeights[label])];
        _scores = new double[_classes];
    }

    /// <summary>Fits.</summary>
    /// <param name="rows">A row of features for each sample.</param>
    /// <param name="labels">The samples' classes.</param>
    /// <param name="classWeights">A weight for each class; their number is that of the classes.</param>
    /// <param name="strength">C, weight of the data beside that of small weights.</param>
    /// <returns>For each class its weights, then its offset.</returns>
    public static double[][] Fit(
        IReadOnlyList<float[]> rows,
        IReadOnlyList<int> labels,
        IReadOnlyList<float> classWeights,
        double strength
    )
    {
        var regression = new SoftmaxRegression(rows, labels, classWeights, strength);
        var found = regression.Minimize();
        var stride = regression._features + 1;
        return [.. Enumerable.Range(0, classWeights.Count).Select(c => found[(c * stride)..((c + 1) * stride)])];
    }

    private double[] Minimize()
    {
        var place = new double[_classes * (_features + 1)];
        var gradient = new double[place.Length];
        var value = Evaluate(place, gradient);
        var memory = new Queue<(double[] Step, double[] Change, double Curvature)>();
        for (var step = 0; step < MostSteps && Largest(gradient) > Tolerance; step++)
        {
            var direction = Direction(gradient, memory);
            if (Search(place, value, gradient, direction) is not var (next, nextValue, nextGradient))
            {
                break;
            }

            Remember(memory, Difference(next, place), Difference(nextGradient, gradient));
            (place, value, gradient) = (next, nextValue, nextGradient);
        }

        return place;
    }

    /// <summary>Halves the step until the value falls enough; null when it no longer does, at the limit of precision.</summary>
    private (double[] Place, double Value, double[] Gradient)? Search(
        double[] place,
        double value,
        double[] gradient,
        double[] direction
    )
    {
        var slope = Dot(gradient, direction);
        for (var length = 1.0; length > 1e-12; length /= 2)
        {
            var next = place.Zip(direction, (p, d) => p + (length * d)).ToArray();
            var nextGradient = new double[place.Length];
            var nextValue = Evaluate(next, nextGradient);
            if (nextValue <= value + (SufficientDecrease * length * slope))
            {
                return (next, nextValue, nextGradient);
            }
        }

        return null;
    }

    private static void Remember(
        Queue<(double[] Step, double[] Change, double Curvature)> memory,
        double[] step,
        double[] change
    )
    {
        var curvature = Dot(step, change);
        if (curvature <= 1e-12)
        {
            return;
        }

        memory.Enqueue((step, change, curvature));
        if (memory.Count > Pairs)
        {
            memory.Dequeue();
        }
    }

    /// <summary>The two loops of L-BFGS; without memory the steepest descent, one unit long.</summary>
    private static double[] Direction(
        double[] gradient,
        Queue<(double[] Step, double[] Change, double Curvature)> memory
    )
    {
        var direction = gradient.Select(g => -g).ToArray();
        var pairs = memory.ToArray();
        var shares = new double[pairs.Length];
        for (var i = pairs.Length - 1; i >= 0; i--)
        {
            shares[i] = Dot(pairs[i].Step, direction) / pairs[i].Curvature;
            AddTo(direction, pairs[i].Change, -shares[i]);
        }

        var scale =
            pairs.Length > 0
                ? pairs[^1].Curvature / Dot(pairs[^1].Change, pairs[^1].Change)
                : 1 / Math.Max(1, Math.Sqrt(Dot(gradient, gradient)));
        for (var i = 0; i < direction.Length; i++)
        {
            direction[i] *= scale;
        }

        for (var i = 0; i < pairs.Length; i++)
        {
            AddTo(direction, pairs[i].Step, shares[i] - (Dot(pairs[i].Change, direction) / pairs[i].Curvature));
        }

        return direction;
    }

    private double Evaluate(double[] place, double[] gradient)
    {
        var stride = _features + 1;
        var value = 0.0;
        for (var c = 0; c < _classes; c++)
        {
            for (var f = 0; f < _features; f++)
            {
                var w = place[(c * stride) + f];
                value += 0.5 * w * w;
                gradient[(c * stride) + f] = w;
            }
        }

        for (var row = 0; row < _rows.Count; row++)
        {
            value += AddRow(place, gradient, row);
        }

        return value;
    }

    private double AddRow(double[] place, double[] gradient, int row)
    {
        var (x, stride, weight) = (_rows[row], _features + 1, _strength * _weights[row]);
        for (var c = 0; c < _classes; c++)
        {
            var score = place[(c * stride) + _features];
            for (var f = 0; f < x.Length; f++)
            {
                score += place[(c * stride) + f] * x[f];
            }

            _scores[c] = score;
        }

        var largest = _scores.Max();
        var total = _scores.Sum(score => Math.Exp(score - largest));
        for (var c = 0; c < _classes; c++)
        {
            var error = weight * ((Math.Exp(_scores[c] - largest) / total) - (c == _labels[row] ? 1 : 0));
            for (var f = 0; f < x.Length; f++)
            {
                gradient[(c * stride) + f] += error * x[f];
            }

            gradient[(c * stride) + _features] += error;
        }

        return weight * (Math.Log(total) + largest - _scores[_labels[row]]);
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void AddTo(double[] target, double[] other, double share)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += share * other[i];
        }
    }

    private static double[] Difference(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];

    private static double Largest(double[] values) => values.Max(Math.Abs);
}
