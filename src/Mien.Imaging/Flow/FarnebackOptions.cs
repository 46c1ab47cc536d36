namespace Mien.Imaging.Flow;

/// <summary>
/// Parameters of <see cref="Farneback"/>, with OpenCV's meaning. The defaults are those that MEB calls it with (Varanka et al.
/// 2023), the usual ones.
/// </summary>
public sealed record FarnebackOptions
{
    /// <summary>Size of a scale relative to the one below it; above 0, below 1.</summary>
    public double PyramidScale { get; init; } = 0.5;

    /// <summary>
    /// Most scales above the finest; those with a side under 32 pixels are left out. The coarsest may not be under a tenth of
    /// the picture: PyramidScale to the power of Levels is at least 0.1.
    /// </summary>
    public int Levels { get; init; } = 3;

    /// <summary>Side of the window over which the displacement is taken as constant; 3 to 31. Larger is smoother.</summary>
    public int Window { get; init; } = 15;

    /// <summary>Whether the window is a Gaussian instead of a box.</summary>
    public bool GaussianWindow { get; init; }

    /// <summary>Iterations on each scale; at least 1.</summary>
    public int Iterations { get; init; } = 3;

    /// <summary>Radius of the neighbourhood that a polynomial is fitted to; 1 to 15.</summary>
    public int PolynomialRadius { get; init; } = 5;

    /// <summary>Standard deviation of the Gaussian that weights the fit; above 0.</summary>
    public double PolynomialSigma { get; init; } = 1.2;
}
