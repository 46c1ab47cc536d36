using Mien.Data.Prepared;

namespace Mien.Recognition.Explanation;

/// <summary>The explanations of clips with the outcome of their sanity tests.</summary>
/// <param name="Set">The clips' set.</param>
/// <param name="Classes">The class names, in the order of the scores.</param>
/// <param name="Items">The explained clips, in the order of the set; at least one.</param>
/// <param name="Origin">Which networks were explained, a sentence or two for a reader.</param>
public sealed record Explanations(
    PreparedSet Set,
    IReadOnlyList<string> Classes,
    IReadOnlyList<ClipExplanation> Items,
    string Origin
)
{
    /// <summary>The kinds of maps that there are.</summary>
    public IReadOnlyList<EvidenceKind> Kinds => [.. Items[0].Evidence.Select(evidence => evidence.Kind)];

    /// <summary>Median of <see cref="ClipExplanation.PlainActivationAtRest"/>.</summary>
    public double PlainActivationAtRest =>
        Items.Select(item => item.PlainActivationAtRest).Order().ElementAt(Items.Count / 2);

    /// <summary>The sanity tests of a kind.</summary>
    public EvidenceCheck Check(EvidenceKind kind)
    {
        var all = Items.Select(item => item.Evidence.First(evidence => evidence.Kind == kind)).ToArray();
        return new EvidenceCheck(
            kind,
            all.Select(evidence => evidence.UnderRandomWeights).Average(),
            all.Max(evidence => evidence.AtRest),
            all.Select(evidence => evidence.WithOcclusion).Average()
        );
    }
}
