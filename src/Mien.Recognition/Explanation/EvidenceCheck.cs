namespace Mien.Recognition.Explanation;

/// <summary>The sanity tests of one kind of map over all explained clips.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="UnderRandomWeights">Mean rank correlation with the maps of random weights; null where none could be told.</param>
/// <param name="AtRest">The largest share of a map's peak that is left between two equal frames.</param>
/// <param name="WithOcclusion">Mean rank correlation with the occlusion maps; null where none could be told.</param>
public readonly record struct EvidenceCheck(
    EvidenceKind Kind,
    double? UnderRandomWeights,
    double AtRest,
    double? WithOcclusion
)
{
    /// <summary>
    /// Above this rank correlation a map counts as unchanged under random weights. Maps of unrelated networks over the same
    /// clip are seldom wholly unlike, since both can only light up where something moves.
    /// </summary>
    public const double UnchangedAbove = 0.5;

    /// <summary>What a map may show between two equal frames, as a share of its peak with motion: rounding.</summary>
    public const double VanishedBelow = 1e-4;

    /// <summary>Whether the maps change when the weights are random.</summary>
    public bool Changes => UnderRandomWeights is null or <= UnchangedAbove;

    /// <summary>Whether the maps vanish between two equal frames.</summary>
    public bool Vanishes => AtRest <= VanishedBelow;
}
