namespace Mien.Imaging.Pictures;

/// <summary>What a scan of a JPEG holds (T.81 B.2.3): of some components, some coefficients, some of their bits.</summary>
/// <param name="Components">Numbers of the components, in their order in the scan.</param>
/// <param name="First">Its first coefficient in zigzag order; 0 is the mean.</param>
/// <param name="Last">Its last coefficient.</param>
/// <param name="IsRefinement">Whether it adds one bit to coefficients that an earlier scan has begun.</param>
/// <param name="Shift">The place of its lowest bit.</param>
internal readonly record struct JpegScan(int[] Components, int First, int Last, bool IsRefinement, int Shift)
{
    /// <summary>Whether it holds every component whole, so that the picture can be decoded as it is read.</summary>
    public bool IsWhole(int components) =>
        Components.Length == components && First == 0 && Last == 63 && Shift == 0 && !IsRefinement;
}
