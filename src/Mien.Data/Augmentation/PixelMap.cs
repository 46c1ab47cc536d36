using Mien.Data.Prepared;

namespace Mien.Data.Augmentation;

/// <summary>Where the pixel (x, y) of a result is read: at (XX x + XY y + X0, YX x + YY y + Y0) of the source.</summary>
internal readonly record struct PixelMap(float XX, float XY, float X0, float YX, float YY, float Y0)
{
    /// <summary>Rotation by an angle (radians) and scaling about the centre, then a shift of the place that is read.</summary>
    public static PixelMap About(MapShape shape, float angle, float scale, float right, float down)
    {
        var (sin, cos) = MathF.SinCos(angle);
        (sin, cos) = (sin * scale, cos * scale);
        var centreX = (shape.Width - 1) / 2f;
        var centreY = (shape.Height - 1) / 2f;
        return new PixelMap(
            cos,
            -sin,
            centreX - (cos * centreX) + (sin * centreY) + right,
            sin,
            cos,
            centreY - (sin * centreX) - (cos * centreY) + down
        );
    }
}
