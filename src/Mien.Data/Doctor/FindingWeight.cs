namespace Mien.Data.Doctor;

/// <summary>How much a finding matters.</summary>
public enum FindingWeight
{
    /// <summary>Good to know; nothing needs doing.</summary>
    Note,

    /// <summary>The dataset can be used, but a number will differ from the published one.</summary>
    Warning,

    /// <summary>A clip or the whole cannot be used until it is put right.</summary>
    Fault,
}
