namespace Mien.Faces.Detection;

/// <summary>What a cascade's nodes look at.</summary>
public enum FeatureKind
{
    /// <summary>Weighted sums over two or three rectangles (Viola and Jones 2001; Lienhart and Maydt 2002).</summary>
    Haar,

    /// <summary>Local binary patterns over 3x3 blocks (Liao et al. 2007).</summary>
    Lbp,
}
