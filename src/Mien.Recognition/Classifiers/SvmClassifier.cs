using System.Globalization;
using Mien.Foundation;
using Mien.Recognition.SupportVectors;

namespace Mien.Recognition.Classifiers;

/// <summary>
/// A support vector machine; its scores are votes and decision values (see <see cref="SupportVectorMachine.Score"/>).
/// </summary>
/// <param name="Options">Its settings.</param>
public sealed record SvmClassifier(SvmOptions Options) : ClassifierDefinition
{
    internal const string StepName = "svm";
    private const string Scale = "scale";
    private const string Balanced = "balanced";

    internal static SvmClassifier Parse(StepText step)
    {
        var usual = new SvmOptions();
        var kernel = step.TakeWord("kernel", "linear", "rbf") == "rbf" ? KernelKind.Rbf : KernelKind.Linear;
        var scaled = step.TakeIf("gamma", Scale);
        var gamma = step.TakeDouble("gamma", double.NaN, 1e-12, 1e12);
        return kernel == KernelKind.Linear && (scaled || !double.IsNaN(gamma))
            ? throw step.Fault("sets gamma for a linear kernel", "remove it, or set kernel=rbf")
            : new SvmClassifier(
                new SvmOptions
                {
                    Kernel = kernel,
                    C = step.TakeDouble("c", usual.C, 1e-12, 1e12),
                    Gamma = double.IsNaN(gamma) ? null : gamma,
                    Balanced = step.TakeWord("weights", Balanced, "equal") == Balanced,
                    Tolerance = step.TakeDouble("tolerance", usual.Tolerance, 1e-12, 1),
                }
            );
    }

    /// <inheritdoc/>
    public override IClassifier For(FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new AtTable(new SampleProducts(table.Values, table.Features), Options);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var gamma =
            Options.Kernel == KernelKind.Rbf
                ? $" gamma={Options.Gamma?.ToString("R", CultureInfo.InvariantCulture) ?? Scale}"
                : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{StepName} kernel={(Options.Kernel == KernelKind.Rbf ? "rbf" : "linear")} c={Options.C:R}{gamma} weights={(Options.Balanced ? Balanced : "equal")} tolerance={Options.Tolerance:R}"
        );
    }

    private sealed class AtTable(SampleProducts products, SvmOptions options) : IClassifier
    {
        public ITrainedClassifier Train(IReadOnlyList<int> rows, IReadOnlyList<int> labels, int classes) =>
            new Trained(SupportVectorMachine.Train(products, rows, labels, classes, options));
    }

    private sealed class Trained(SupportVectorMachine machine) : ITrainedClassifier
    {
        public void Score(int row, Span<double> scores) => machine.Score(row, scores);
    }
}
