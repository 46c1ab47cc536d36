using Mien.Foundation;

namespace Mien.Recognition.Classifiers;

/// <summary>
/// A classifier with its settings, printed and parsed as one line, for example
/// <c>svm kernel=rbf c=10 gamma=scale weights=balanced</c>.
/// </summary>
public abstract record ClassifierDefinition
{
    private static readonly Dictionary<string, Func<StepText, ClassifierDefinition>> Registered = new(
        StringComparer.Ordinal
    )
    {
        [SvmClassifier.StepName] = SvmClassifier.Parse,
        [LogisticClassifier.StepName] = LogisticClassifier.Parse,
    };

    /// <summary>Parses the line of a classifier.</summary>
    /// <exception cref="InputFaultException">An unknown classifier or setting; the sentence lists those there are.</exception>
    public static ClassifierDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = StepText.Split(text);
        var step = steps[0];
        if (steps.Count > 1 || step.Words.Count > 0 || !Registered.TryGetValue(step.Name, out var parse))
        {
            throw step.Fault("is no classifier", $"write {string.Join(" or ", Registered.Keys)} with its settings");
        }

        var definition = parse(step);
        step.RefuseRest();
        return definition;
    }

    /// <summary>Makes the classifier ready for a table.</summary>
    public abstract IClassifier For(FeatureTable table);
}
