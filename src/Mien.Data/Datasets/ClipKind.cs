namespace Mien.Data.Datasets;

/// <summary>What a clip shows.</summary>
public enum ClipKind
{
    /// <summary>A micro-expression.</summary>
    Micro,

    /// <summary>An ordinary, longer expression.</summary>
    Macro,

    /// <summary>A clip chosen because it shows no micro-expression (SMIC's non_micro).</summary>
    NonMicro,
}
