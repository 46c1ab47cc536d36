namespace Mien.Imaging.Flow;

/// <summary>
/// Parameters of <see cref="TvL1"/>. The defaults are those of the IPOL reference (Sánchez Pérez, Meinhardt-Llopis and
/// Facciolo, TV-L1 Optical Flow Estimation, IPOL 2013), with which the literature's motion maps are made.
/// </summary>
public sealed record TvL1Options
{
    /// <summary>Time step of the dual variable; above 0, at most 0.25, beyond which the scheme does not converge.</summary>
    public float Tau { get; init; } = 0.25f;

    /// <summary>Weight of the data term; above 0. Smaller gives a smoother field.</summary>
    public float Lambda { get; init; } = 0.15f;

    /// <summary>Coupling of the field and its auxiliary copy; above 0.</summary>
    public float Theta { get; init; } = 0.3f;

    /// <summary>Most scales of the pyramid; fewer are used when a coarser picture's diagonal would be under 16 pixels.</summary>
    public int Scales { get; init; } = 100;

    /// <summary>Size of a scale relative to the one below it; 0.3 to 0.95.</summary>
    public float Zoom { get; init; } = 0.5f;

    /// <summary>Times the second picture is warped on each scale; at least 1.</summary>
    public int Warps { get; init; } = 5;

    /// <summary>A warp's iterations stop when the field's root mean square change falls to this many pixels.</summary>
    public float Epsilon { get; init; } = 0.01f;

    /// <summary>A warp's iterations stop after this many at the latest.</summary>
    public int MaxIterations { get; init; } = 300;

    /// <summary>
    /// Side of a median filter run over the field before every 30 iterations of a warp: 3 or 5, or 0 for none. IPOL has none;
    /// OpenCV's DualTVL1 has 5.
    /// </summary>
    public int MedianWindow { get; init; }
}
