namespace Mien.Imaging.Magnification;

/// <summary>
/// Parameters of <see cref="EulerianMagnifier"/>. The defaults are those that MEB uses for micro-expressions (Varanka et al.
/// 2023); gains from magnification are disputed, so it is off unless asked for.
/// </summary>
public sealed record EulerianOptions
{
    /// <summary>How much small motion is enlarged; 0 leaves the clip as it is.</summary>
    public float Alpha { get; init; } = 10;

    /// <summary>Share of a new frame in the quick running mean, 0 to 1: the upper edge of the band.</summary>
    public float QuickShare { get; init; } = 0.4f;

    /// <summary>Share of a new frame in the slow running mean, below <see cref="QuickShare"/>: the lower edge of the band.</summary>
    public float SlowShare { get; init; } = 0.05f;

    /// <summary>Wave length in pixels below which detail is enlarged less, as noise would drown it.</summary>
    public float CutoffWavelength { get; init; } = 16;

    /// <summary>Most bands of the Laplacian pyramid; fewer are used when a band would be smaller than 5 pixels.</summary>
    public int Bands { get; init; } = 6;
}
