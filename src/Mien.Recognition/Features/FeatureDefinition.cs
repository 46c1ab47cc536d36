using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Features;

/// <summary>
/// What is computed of one input before a classifier sees it, printed and parsed as one line, for example
/// <c>hoof bins=8 rows=5 columns=5</c>. Features of a clip depend on that clip alone.
/// </summary>
public abstract record FeatureDefinition
{
    private static readonly Dictionary<string, Func<StepText, FeatureDefinition>> Registered = new(
        StringComparer.Ordinal
    )
    {
        [InputValues.StepName] = _ => new InputValues(),
        [Hoof.StepName] = Hoof.Parse,
        [BiWoof.StepName] = BiWoof.Parse,
        [Mdmo.StepName] = Mdmo.Parse,
        [LbpTop.StepName] = LbpTop.Parse,
        [GradientHistograms.StepName] = GradientHistograms.Parse,
    };

    /// <summary>Parses the line of a feature.</summary>
    /// <exception cref="InputFaultException">An unknown feature or setting; the sentence lists those there are.</exception>
    public static FeatureDefinition Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var steps = StepText.Split(text);
        var step = steps[0];
        if (steps.Count > 1 || step.Words.Count > 0 || !Registered.TryGetValue(step.Name, out var parse))
        {
            throw step.Fault("is no feature", $"write one of {string.Join(", ", Registered.Keys)} with its settings");
        }

        var definition = parse(step);
        step.RefuseRest();
        return definition;
    }

    /// <summary>Whether it is measured in time, on sequences alone.</summary>
    public virtual bool NeedsSequences => false;

    /// <summary>Makes the feature ready for inputs of one size; every thread needs its own.</summary>
    /// <param name="shape">The inputs' size.</param>
    /// <param name="channels">The inputs' channel names.</param>
    /// <exception cref="InputFaultException">Such inputs lack what the feature is computed from.</exception>
    public abstract FeatureExtractor For(MapShape shape, IReadOnlyList<string> channels);
}
