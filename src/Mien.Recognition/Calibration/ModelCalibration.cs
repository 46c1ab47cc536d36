using Mien.Foundation;

namespace Mien.Recognition.Calibration;

/// <summary>
/// What turns a network's scores into probabilities that can be believed, and into sets of classes that hold the true one
/// as often as stated. Fitted on clips of people (or made-up maps) that the network never saw; stored in its model file.
/// </summary>
public sealed record ModelCalibration
{
    /// <summary>Error levels for which thresholds are kept.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.05, 0.1, 0.2];

    /// <summary>
    /// What logits are divided by (Guo, Pleiss, Sun and Weinberger, On Calibration of Modern Neural Networks, ICML 2017);
    /// above 1 the network was too sure of itself.
    /// </summary>
    public required double Temperature { get; init; }

    /// <summary>
    /// For each level of <see cref="Levels"/> and each class, the calibrated probability from which the class is in the
    /// prediction set. Split conformal prediction within classes (Vovk 2012), with one minus the probability as score: of
    /// clips of a class, at most the level's share lacks it, whatever the mix of classes.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double>> Thresholds { get; init; }

    /// <summary>Clips it was fitted on.</summary>
    public required int Samples { get; init; }

    /// <summary>What they were, a sentence.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// Fits the temperature on one half of the clips and the thresholds on the other, so that the stated error level
    /// holds exactly for further clips of the same kind.
    /// </summary>
    /// <param name="probabilities">The network's own, a row a clip.</param>
    /// <param name="labels">The true classes, parallel to the rows.</param>
    /// <param name="subjects">Whose clips they are, parallel to the rows: nobody is in both halves.</param>
    /// <param name="source">What the clips were.</param>
    public static ModelCalibration Fit(
        IReadOnlyList<float[]> probabilities,
        IReadOnlyList<int> labels,
        IReadOnlyList<string> subjects,
        string source
    )
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Count, probabilities.Count, nameof(labels));
        ArgumentOutOfRangeException.ThrowIfNotEqual(subjects.Count, probabilities.Count, nameof(subjects));
        var (first, second) = Halves(subjects);
        var temperature = TemperatureScaling.Fit(Pick(probabilities, first), Pick(labels, first));
        var scaled = Pick(probabilities, second).Select(row => TemperatureScaling.Apply(row, temperature)).ToArray();
        return new ModelCalibration
        {
            Temperature = temperature,
            Thresholds = [.. Levels.Select(level => ConformalSets.Thresholds(scaled, Pick(labels, second), level))],
            Samples = labels.Count,
            Source = source,
        };
    }

    /// <summary>Calibrated probabilities of a row of the network's own.</summary>
    public double[] Apply(IReadOnlyList<float> probabilities) => TemperatureScaling.Apply(probabilities, Temperature);

    /// <summary>The classes that cannot be ruled out, by falling probability; may be none.</summary>
    /// <param name="calibrated">A row of <see cref="Apply"/>.</param>
    /// <param name="level">One of <see cref="Levels"/>.</param>
    public IReadOnlyList<int> SetOf(IReadOnlyList<double> calibrated, double level)
    {
        ArgumentNullException.ThrowIfNull(calibrated);
        var thresholds = Thresholds[LevelIndex(level)];
        return
        [
            .. Enumerable
                .Range(0, calibrated.Count)
                .Where(c => calibrated[c] >= thresholds[c])
                .OrderByDescending(c => calibrated[c]),
        ];
    }

    /// <summary>Subjects in turn, in the order in which they first occur.</summary>
    private static (int[] First, int[] Second) Halves(IReadOnlyList<string> subjects)
    {
        var order = subjects.Distinct(StringComparer.Ordinal).Index().ToDictionary(s => s.Item, s => s.Index);
        if (order.Count < 2)
        {
            throw new InputFaultException(
                "A calibration needs clips of two people at least, one half for the temperature and one for the sets: give more."
            );
        }

        var halves = Enumerable.Range(0, subjects.Count).ToLookup(i => order[subjects[i]] % 2);
        return ([.. halves[0]], [.. halves[1]]);
    }

    private static T[] Pick<T>(IReadOnlyList<T> values, int[] rows) => [.. rows.Select(i => values[i])];

    private static int LevelIndex(double level)
    {
        for (var i = 0; i < Levels.Count; i++)
        {
            if (Levels[i] == level)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(level), level, "no thresholds are kept for this level");
    }
}
