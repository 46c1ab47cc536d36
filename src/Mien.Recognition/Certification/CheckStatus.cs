using System.Text.Json.Serialization;

namespace Mien.Recognition.Certification;

/// <summary>What a check found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckStatus>))]
public enum CheckStatus
{
    /// <summary>What is checked holds.</summary>
    [JsonStringEnumMemberName("holds")]
    Holds,

    /// <summary>It does not hold; the run must not be quoted as it stands.</summary>
    [JsonStringEnumMemberName("fails")]
    Fails,

    /// <summary>The files do not say enough to tell.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
