namespace Mien.Data.Preparation;

/// <summary>Which frame stands for the onset of a clip that has none annotated.</summary>
public enum MissingOnset
{
    /// <summary>Where the motion of the apex begins to rise (<see cref="Imaging.Apex.OnsetSearch"/>).</summary>
    Rise,

    /// <summary>The first frame.</summary>
    First,
}
