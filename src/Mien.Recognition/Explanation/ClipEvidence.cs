namespace Mien.Recognition.Explanation;

/// <summary>
/// One map of one clip, with its sanity tests (after Adebayo et al. 2018): under random weights, where a map that stays the
/// same explains the picture and not the network; and between two equal frames, where there is nothing to explain.
/// </summary>
/// <param name="Kind">How it was found.</param>
/// <param name="Map">The map.</param>
/// <param name="UnderRandomWeights">Rank correlation with the map of the same network with random weights; null where one is constant.</param>
/// <param name="AtRest">Largest value between two equal frames, as a share of the largest with motion.</param>
/// <param name="WithOcclusion">Rank correlation with the occlusion map, which asks nothing of the network's inside; null where one is constant.</param>
public sealed record ClipEvidence(
    EvidenceKind Kind,
    EvidenceMap Map,
    double? UnderRandomWeights,
    double AtRest,
    double? WithOcclusion
);
