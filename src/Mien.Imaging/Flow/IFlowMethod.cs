using Mien.Imaging.Pictures;

namespace Mien.Imaging.Flow;

/// <summary>
/// Optical flow between pictures of one size. An instance owns the memory it works in and is used again for every pair; it
/// serves one caller at a time and allocates nothing after the first pair.
/// </summary>
public interface IFlowMethod
{
    /// <summary>Width of the pictures.</summary>
    int Width { get; }

    /// <summary>Height of the pictures.</summary>
    int Height { get; }

    /// <summary>Estimates where each pixel of <paramref name="first"/> has gone in <paramref name="second"/>.</summary>
    /// <param name="first">Grey values, 0..255, of the size that the instance was made for.</param>
    /// <param name="second">Grey values of the same size.</param>
    /// <param name="flow">Receives the field.</param>
    void Estimate(Plane first, Plane second, FlowField flow);
}
