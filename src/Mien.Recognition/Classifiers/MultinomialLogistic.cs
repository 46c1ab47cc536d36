namespace Mien.Recognition.Classifiers;

/// <summary>
/// Multinomial logistic regression with squared weights as its penalty: p_c = softmax(w_c'x + b_c), with
/// C sum_i v_i (-log p(y_i)) + |w|^2 / 2 made small. A class without training samples gets the probability 0.
/// </summary>
public sealed class MultinomialLogistic
{
    private readonly int[] _classOf;
    private readonly double[] _weights;

    private MultinomialLogistic(int[] classOf, double[] weights) => (_classOf, _weights) = (classOf, weights);

    /// <summary>Trains.</summary>
    /// <param name="table">The features.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="labels">The class of each, from 0.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="InvalidOperationException">It does not come to an end.</exception>
    public static MultinomialLogistic Train(
        FeatureTable table,
        IReadOnlyList<int> rows,
        IReadOnlyList<int> labels,
        LogisticOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        var classOf = labels.Distinct().Order().ToArray();
        var loss = new LogisticLoss(
            table,
            rows,
            [.. labels.Select(label => Array.IndexOf(classOf, label))],
            classOf.Length,
            options
        );
        var weights = new double[classOf.Length * (table.Features + 1)];
        Lbfgs.Minimize(loss.At, weights, options.Tolerance);
        return new MultinomialLogistic(classOf, weights);
    }

    /// <summary>The linear function of every class that was learnt: a weight for each feature, then the offset.</summary>
    internal IEnumerable<(int Class, double[] Linear)> Functions
    {
        get
        {
            var stride = _weights.Length / _classOf.Length;
            return _classOf.Select((label, i) => (label, _weights[(i * stride)..((i + 1) * stride)]));
        }
    }

    /// <summary>The probability of each class.</summary>
    /// <param name="features">A row of features.</param>
    /// <param name="probabilities">Receives one a class; those of classes that were not learnt become 0.</param>
    public void Probabilities(ReadOnlySpan<float> features, Span<double> probabilities)
    {
        Span<double> own = stackalloc double[_classOf.Length];
        LogisticLoss.Probabilities(_weights, features, own);
        probabilities.Clear();
        for (var i = 0; i < own.Length; i++)
        {
            probabilities[_classOf[i]] = own[i];
        }
    }
}
