using System.Text.Json.Serialization;

namespace Mien.Recognition.Training;

/// <summary>How the learning rate goes through a training.</summary>
public enum ScheduleKind
{
    /// <summary>Up by a cosine over the warm-up, down by another to almost nothing (Smith and Topin 2018).</summary>
    [JsonStringEnumMemberName("one-cycle")]
    OneCycle,

    /// <summary>Up in a line over the warm-up, down by a cosine to 0 (Loshchilov and Hutter 2017).</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>The same rate throughout.</summary>
    [JsonStringEnumMemberName("constant")]
    Constant,

    /// <summary>Multiplied by <see cref="Recipe.DecayFactor"/> after every <see cref="Recipe.DecayEvery"/> epochs.</summary>
    [JsonStringEnumMemberName("steps")]
    Steps,
}
