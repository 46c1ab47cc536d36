using System.Text.Json.Serialization;

namespace Mien.Recognition.Training;

/// <summary>What a training makes small.</summary>
public enum LossKind
{
    /// <summary>Cross-entropy of the softmax of the logits.</summary>
    [JsonStringEnumMemberName("cross-entropy")]
    CrossEntropy,

    /// <summary>The margin loss of capsule networks, on the sigmoid of the logits.</summary>
    [JsonStringEnumMemberName("margin")]
    Margin,
}
