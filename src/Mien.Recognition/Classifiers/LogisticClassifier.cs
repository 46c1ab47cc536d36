using System.Globalization;
using Mien.Foundation;

namespace Mien.Recognition.Classifiers;

/// <summary>A multinomial logistic regression; its scores are class probabilities.</summary>
/// <param name="Options">Its settings.</param>
public sealed record LogisticClassifier(LogisticOptions Options) : ClassifierDefinition
{
    internal const string StepName = "logistic";
    private const string Balanced = "balanced";

    internal static LogisticClassifier Parse(StepText step)
    {
        var usual = new LogisticOptions();
        return new LogisticClassifier(
            new LogisticOptions
            {
                C = step.TakeDouble("c", usual.C, 1e-12, 1e12),
                Balanced = step.TakeWord("weights", Balanced, "equal") == Balanced,
                Tolerance = step.TakeDouble("tolerance", usual.Tolerance, 1e-12, 1),
            }
        );
    }

    /// <inheritdoc/>
    public override IClassifier For(FeatureTable table) => new AtTable(table, Options);

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{StepName} c={Options.C:R} weights={(Options.Balanced ? Balanced : "equal")} tolerance={Options.Tolerance:R}"
        );

    private sealed class AtTable(FeatureTable table, LogisticOptions options) : IClassifier
    {
        public ITrainedClassifier Train(IReadOnlyList<int> rows, IReadOnlyList<int> labels, int classes) =>
            new Trained(table, MultinomialLogistic.Train(table, rows, labels, options));
    }

    private sealed class Trained(FeatureTable table, MultinomialLogistic logistic) : ITrainedClassifier
    {
        public void Score(int row, Span<double> scores) => logistic.Probabilities(table[row], scores);
    }
}
