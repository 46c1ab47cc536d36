namespace Mien.Data.Twins;

/// <summary>The shapes and colour arithmetic that faces are drawn with; lengths in millimetres.</summary>
internal static class Strokes
{
    public static float Square(float value) => value * value;

    /// <summary>A Gaussian spot; 1 in its middle.</summary>
    public static float Bump(float x, float y, float width, float height) =>
        MathF.Exp(-Square(x / width) - Square(y / height));

    /// <summary>An upright line that is Gaussian across and blunt at its ends.</summary>
    public static float Line(float x, float y, float width, float length) =>
        MathF.Exp(-Square(x / width) - Square(Square(y / length)));

    /// <summary>1 where the distance is above 0, 0 below, with a soft edge of the given width.</summary>
    public static float Soft(float width, float distance) => 1 / (1 + MathF.Exp(-3 * distance / width));

    /// <summary>1 inside an ellipse of radius 1 that is drawn in by <paramref name="extra"/>, 0 outside.</summary>
    public static float Inside(float x, float y, float extra) => Soft(0.05f, 1 - MathF.Sqrt((x * x) + (y * y)) - extra);

    public static (float R, float G, float B) Scaled((float R, float G, float B) colour, float by) =>
        (colour.R * by, colour.G * by, colour.B * by);

    public static (float R, float G, float B) Mix(
        (float R, float G, float B) a,
        (float R, float G, float B) b,
        float t
    ) => (a.R + (t * (b.R - a.R)), a.G + (t * (b.G - a.G)), a.B + (t * (b.B - a.B)));
}
