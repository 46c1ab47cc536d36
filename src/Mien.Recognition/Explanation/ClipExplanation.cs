namespace Mien.Recognition.Explanation;

/// <summary>Why a network named a class for one clip.</summary>
public sealed record ClipExplanation
{
    /// <summary>The clip's place in its set.</summary>
    public required int Clip { get; init; }

    /// <summary>One score a class.</summary>
    public required float[] Scores { get; init; }

    /// <summary>The class that is explained: the one with the highest score.</summary>
    public required int Label { get; init; }

    /// <summary>The maps; without class activation for a network that has no feature maps. Occlusion is always there, and last.</summary>
    public required IReadOnlyList<ClipEvidence> Evidence { get; init; }

    /// <summary>
    /// What class activation that is not taken relative to rest shows between two equal frames, as a share of its mass with
    /// motion: what biases and borders alone light up; 0 without feature maps.
    /// </summary>
    public double PlainActivationAtRest { get; init; }

    /// <summary>The map of a kind; null where the network has none.</summary>
    public EvidenceMap? this[EvidenceKind kind] => Evidence.FirstOrDefault(evidence => evidence.Kind == kind)?.Map;
}
