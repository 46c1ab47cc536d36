namespace Mien.Imaging.Magnification;

/// <summary>Parameters of <see cref="RieszMagnifier"/>.</summary>
public sealed record RieszOptions
{
    /// <summary>How much motion is added: a motion of d pixels in the band becomes (1 + alpha) d. 0 leaves the clip as it is.</summary>
    public float Alpha { get; init; } = 10;

    /// <summary>Share of a new frame in the quick running mean of the phase, 0 to 1: the upper edge of the band.</summary>
    public float QuickShare { get; init; } = 0.4f;

    /// <summary>Share of a new frame in the slow running mean, below <see cref="QuickShare"/>: the lower edge of the band.</summary>
    public float SlowShare { get; init; } = 0.05f;

    /// <summary>Standard deviation in pixels of the smoothing of the phase, weighted by how much texture there is; 0 for none.</summary>
    public double Smoothing { get; init; } = 2;

    /// <summary>Most bands of the pyramid; fewer are used when a band would be smaller than 5 pixels.</summary>
    public int Bands { get; init; } = 6;
}
