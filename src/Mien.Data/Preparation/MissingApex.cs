namespace Mien.Data.Preparation;

/// <summary>Which frame stands for the apex of a clip that has none annotated (SMIC).</summary>
public enum MissingApex
{
    /// <summary>The frame whose flow from the onset is largest on the mean over the crop.</summary>
    Peak,

    /// <summary>The frame in the middle between onset and offset.</summary>
    Middle,
}
