namespace Mien.Faces.Alignment;

/// <summary>
/// A motion of the whole crop: u = <paramref name="U0"/> + <paramref name="Ux"/> x + <paramref name="Uy"/> y and
/// v = <paramref name="V0"/> + <paramref name="Vx"/> x + <paramref name="Vy"/> y, in pixels, with x and y counted in
/// pixels from the middle of the crop.
/// </summary>
/// <param name="U0">Shift to the right.</param>
/// <param name="Ux">Stretch along x.</param>
/// <param name="Uy">Shear of u with y.</param>
/// <param name="V0">Shift downwards.</param>
/// <param name="Vx">Shear of v with x.</param>
/// <param name="Vy">Stretch along y.</param>
public readonly record struct AffineMotion(double U0, double Ux, double Uy, double V0, double Vx, double Vy)
{
    /// <summary>Length of the shift, in pixels.</summary>
    public double Shift => Math.Sqrt((U0 * U0) + (V0 * V0));
}
