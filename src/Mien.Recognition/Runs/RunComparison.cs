using Mien.Foundation;
using Mien.Recognition.Metrics;
using Mien.Recognition.Statistics;

namespace Mien.Recognition.Runs;

/// <summary>
/// Two runs held against each other on the samples that both predicted, over the seeds that both have; where they have none
/// in common, over all seeds of each. The difference and the permutation test take all these seeds' predictions (each run's
/// counts divided by its number of seeds), as the mean over seeds does; McNemar's test takes the averaged scores.
/// </summary>
public sealed record RunComparison
{
    /// <summary>Samples that both runs predicted.</summary>
    public required int Samples { get; init; }

    /// <summary>Subjects of those samples.</summary>
    public required int Subjects { get; init; }

    /// <summary>The seeds that both have, over which they were compared; empty where none is common and all were taken.</summary>
    public required IReadOnlyList<int> CommonSeeds { get; init; }

    /// <summary>The figure that was compared.</summary>
    public required Figure Figure { get; init; }

    /// <summary>Second run minus first, with the exchange test's p-value.</summary>
    public required PairedPermutation Permutation { get; init; }

    /// <summary>Standard error and 95 % interval of the difference over resampled subjects.</summary>
    public required DifferenceEstimate Difference { get; init; }

    /// <summary>McNemar's test of the averaged scores' classes.</summary>
    public required McNemar McNemar { get; init; }

    /// <summary>Cohen's d_z of the subjects' differences in accuracy.</summary>
    public required double Dz { get; init; }

    /// <summary>Subjects it would take to tell the runs apart (level .05, power .8); null where no number can be told.</summary>
    public required int? SubjectsNeeded { get; init; }

    /// <summary>Compares two runs.</summary>
    /// <param name="first">The reference.</param>
    /// <param name="second">The other.</param>
    /// <param name="figure">The figure that is compared.</param>
    /// <param name="seedsMatch">Whether equal numbers are the same seed of both; not so where one is of a finished model's training.</param>
    /// <exception cref="InputFaultException">
    /// The runs share no sample, name other classes, or disagree on a truth; the message says which.
    /// </exception>
    public static RunComparison Of(RunOutcome first, RunOutcome second, Figure figure, bool seedsMatch = true)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentNullException.ThrowIfNull(figure);
        int[] common = seedsMatch ? [.. first.Seeds.Intersect(second.Seeds).Order()] : [];
        (first, second) = common.Length > 0 ? (first.Over(common), second.Over(common)) : (first, second);
        var classes = MatchClasses(first, second);
        var both = Pair(first, second, classes);
        SubjectPair[] subjects =
        [
            .. both.GroupBy(pair => (pair.First.Key.Dataset, pair.First.Key.Subject))
                .Select(samples => Count(samples.Key.Dataset, samples, first, second, classes)),
        ];
        var permutation = PairedPermutation.Test(subjects, figure, new PermutationOptions());
        var difference = SubjectBootstrap.Difference(subjects, figure, new BootstrapOptions());
        return new RunComparison
        {
            Samples = both.Length,
            Subjects = subjects.Length,
            CommonSeeds = common,
            Figure = figure,
            Permutation = permutation,
            Difference = difference,
            McNemar = McNemar.Of(
                both.Count(pair => IsRight(pair.First) && !IsRight(pair.Second)),
                both.Count(pair => !IsRight(pair.First) && IsRight(pair.Second))
            ),
            Dz = EffectSize.Dz([.. subjects.Select(DifferenceInAccuracy)]),
            SubjectsNeeded = Statistics.SubjectsNeeded.Of(
                permutation.Difference,
                difference.StandardError,
                subjects.Length
            ),
        };
    }

    /// <summary>For each class of the second run, its index in the first.</summary>
    private static int[] MatchClasses(RunOutcome first, RunOutcome second)
    {
        var indices = second.Classes.Select(name => first.Classes.ToList().IndexOf(name)).ToArray();
        return indices.Length == first.Classes.Count && indices.All(index => index >= 0)
            ? indices
            : throw new InputFaultException(
                $"The runs name other classes ({string.Join(", ", first.Classes)} and {string.Join(", ", second.Classes)}): compare runs over one label set."
            );
    }

    private static (SampleOutcome First, SampleOutcome Second)[] Pair(
        RunOutcome first,
        RunOutcome second,
        int[] classes
    )
    {
        var others = second.Samples.ToDictionary(sample => sample.Key);
        var both = first
            .Samples.Where(sample => others.ContainsKey(sample.Key))
            .Select(sample => (First: sample, Second: others[sample.Key]))
            .ToArray();
        if (both.Length == 0)
        {
            throw new InputFaultException("The runs share no sample: compare runs over the same data.");
        }

        foreach (var (one, other) in both)
        {
            if (one.Truth != classes[other.Truth])
            {
                throw new InputFaultException(
                    $"The runs disagree on the truth of {one.Key}: compare runs over the same labels."
                );
            }
        }

        return both;
    }

    private static SubjectPair Count(
        string dataset,
        IEnumerable<(SampleOutcome First, SampleOutcome Second)> samples,
        RunOutcome first,
        RunOutcome second,
        int[] classes
    )
    {
        var pair = new SubjectPair(
            dataset,
            new ConfusionMatrix(first.Classes.Count),
            new ConfusionMatrix(first.Classes.Count)
        );
        foreach (var (one, other) in samples)
        {
            foreach (var predicted in one.PerSeed)
            {
                pair.First.Add(one.Truth, predicted, 1.0 / first.Seeds.Count);
            }

            foreach (var predicted in other.PerSeed)
            {
                pair.Second.Add(one.Truth, classes[predicted], 1.0 / second.Seeds.Count);
            }
        }

        return pair;
    }

    private static bool IsRight(SampleOutcome sample) => sample.Ensemble == sample.Truth;

    private static double DifferenceInAccuracy(SubjectPair subject) =>
        Figure.Accuracy.Of(subject.Second) - Figure.Accuracy.Of(subject.First);
}
