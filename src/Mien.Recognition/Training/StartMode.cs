using System.Text.Json.Serialization;

namespace Mien.Recognition.Training;

/// <summary>How a training begins from a finished model.</summary>
public enum StartMode
{
    /// <summary>Its weights are trained further under a class head with fresh weights.</summary>
    [JsonStringEnumMemberName("fine-tune")]
    FineTune,

    /// <summary>Its features stay as they are; a linear head is fitted to them.</summary>
    [JsonStringEnumMemberName("frozen")]
    Frozen,

    /// <summary>Nothing of it is trained: its class probabilities are averaged with those of the networks beside it.</summary>
    [JsonStringEnumMemberName("average")]
    Average,
}
