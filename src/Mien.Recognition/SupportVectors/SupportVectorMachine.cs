namespace Mien.Recognition.SupportVectors;

/// <summary>
/// C-support vector machines for several classes, one against one, as LIBSVM and scikit-learn's <c>SVC</c> define them.
/// </summary>
public sealed class SupportVectorMachine
{
    private readonly int _classes;
    private readonly bool[] _learnt;
    private readonly List<(int First, int Second, PairMachine Machine)> _pairs = [];

    private SupportVectorMachine(bool[] learnt) => (_classes, _learnt) = (learnt.Length, learnt);

    /// <summary>Trains one machine for each two classes that have samples.</summary>
    /// <param name="products">The inner products of all samples, those to be scored among them.</param>
    /// <param name="samples">Places of the training samples.</param>
    /// <param name="labels">The class of each, from 0.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="options">Settings.</param>
    /// <exception cref="InvalidOperationException">The solver does not converge.</exception>
    public static SupportVectorMachine Train(
        SampleProducts products,
        IReadOnlyList<int> samples,
        IReadOnlyList<int> labels,
        int classes,
        SvmOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(options);
        var groups = Enumerable
            .Range(0, classes)
            .Select(label => samples.Where((_, i) => labels[i] == label).ToArray())
            .ToArray();
        var present = groups.Count(group => group.Length > 0);
        var kernel = new Kernel(products, options.Kernel, options.Gamma ?? UsualGamma(products, samples));
        var machine = new SupportVectorMachine([.. groups.Select(group => group.Length > 0)]);
        foreach (var (first, second) in machine.PairsOfLearnt())
        {
            machine._pairs.Add(
                (
                    first,
                    second,
                    PairMachine.Train(
                        kernel,
                        groups[first],
                        groups[second],
                        Price(groups[first]),
                        Price(groups[second]),
                        options.Tolerance
                    )
                )
            );
        }

        return machine;

        double Price(int[] group) =>
            options.Balanced ? options.C * samples.Count / ((double)present * group.Length) : options.C;
    }

    /// <summary>The decision values of a sample, for each two classes that were learnt, in the order 01, 02, .., 12, ..</summary>
    public double[] Decide(int sample) => [.. _pairs.Select(pair => pair.Machine.Decide(sample))];

    /// <summary>
    /// One score a class: the number of its votes, and, to order equals, its summed decision values s brought into
    /// -1/3..1/3 as s / (3 (|s| + 1)); the decision function of scikit-learn's <c>SVC</c> in the form <c>ovr</c>. A class
    /// without training samples gets -1, which is below all others.
    /// </summary>
    /// <param name="sample">Place of the sample in the products.</param>
    /// <param name="scores">Receives a score for each class.</param>
    public void Score(int sample, Span<double> scores)
    {
        Span<double> sums = stackalloc double[_classes];
        scores.Clear();
        sums.Clear();
        foreach (var (first, second, machine) in _pairs)
        {
            var decision = machine.Decide(sample);
            sums[first] += decision;
            sums[second] -= decision;
            scores[decision < 0 ? second : first]++;
        }

        for (var label = 0; label < _classes; label++)
        {
            scores[label] = _learnt[label] ? scores[label] + (sums[label] / (3 * (Math.Abs(sums[label]) + 1))) : -1;
        }
    }

    private static double UsualGamma(SampleProducts products, IReadOnlyList<int> samples)
    {
        var variance = products.Variance(samples);
        return variance > 0 ? 1 / (products.Features * variance) : 1;
    }

    private IEnumerable<(int First, int Second)> PairsOfLearnt() =>
        from first in Enumerable.Range(0, _classes)
        from second in Enumerable.Range(first + 1, _classes - first - 1)
        where _learnt[first] && _learnt[second]
        select (first, second);
}
