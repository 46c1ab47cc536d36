namespace Mien.Data.Preparation;

/// <summary>Which frame stands for the apex of a clip that has none annotated (SMIC).</summary>
public enum MissingApex
{
    /// <summary>The peak of the motion since the onset (<see cref="Imaging.Apex.FlowPeak"/>).</summary>
    Peak,

    /// <summary>The frame in the middle between onset and offset.</summary>
    Middle,

    /// <summary>Change in the frequency domain (<see cref="Imaging.Apex.LbpFrequency"/>, Li et al. 2018).</summary>
    LbpFrequency,

    /// <summary>Divide and conquer over regions (<see cref="Imaging.Apex.RegionSearch"/>, Liong et al. 2015).</summary>
    Regions,
}
