namespace Mien.Recognition.Metrics;

/// <summary>What can be had without looking at a face, from the number of truths of each class alone.</summary>
public static class Baseline
{
    /// <summary>The matrix of always naming the most frequent class (the first of equals).</summary>
    public static ConfusionMatrix Majority(IReadOnlyList<double> truths)
    {
        ArgumentNullException.ThrowIfNull(truths);
        var majority = Enumerable.Range(0, truths.Count).MaxBy(label => truths[label]);
        return Expect(truths, label => label == majority ? 1 : 0);
    }

    /// <summary>The expected matrix of drawing every class with its own frequency.</summary>
    public static ConfusionMatrix Random(IReadOnlyList<double> truths)
    {
        ArgumentNullException.ThrowIfNull(truths);
        var total = truths.Sum();
        return Expect(truths, label => ConfusionMatrix.Ratio(truths[label], total));
    }

    private static ConfusionMatrix Expect(IReadOnlyList<double> truths, Func<int, double> chance)
    {
        var matrix = new ConfusionMatrix(truths.Count);
        for (var truth = 0; truth < truths.Count; truth++)
        {
            for (var predicted = 0; predicted < truths.Count; predicted++)
            {
                matrix.Add(truth, predicted, truths[truth] * chance(predicted));
            }
        }

        return matrix;
    }
}
