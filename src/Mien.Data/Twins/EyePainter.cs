using Mien.Data.Synthetic;
using static Mien.Data.Twins.Strokes;

namespace Mien.Data.Twins;

/// <summary>Draws the eyes of a face: lids, lashes and the eyeball between them.</summary>
internal sealed class EyePainter(FaceLook look)
{
    /// <summary>Half of the width of the eye's opening, millimetres.</summary>
    public const float HalfWidth = 14.5f;

    private readonly ValueNoise _noise = new(look.Seed);
    private readonly (float X, float Y)[] _eyes = [look.Place(Anchor.Eye, -1), look.Place(Anchor.Eye, 1)];

    /// <summary>The nearer eye, painted over skin.</summary>
    public EyePatch Paint(float x, float y, (float R, float G, float B) skin)
    {
        var opening = OpeningAt(x, y);
        if (!opening.IsNear)
        {
            return new EyePatch(skin, skin, skin, Level: 2);
        }

        var lids = opening.PaintLids(skin);
        var ball = Gleam(Scaled(Ball(opening.X, opening.Y), opening.Shadow), opening.X, opening.Y);
        return new EyePatch(Mix(lids, ball, opening.EyeShare), lids, opening.PaintShut(skin), opening.Level);
    }

    /// <summary>Where a point lies in the opening of the nearer eye.</summary>
    public EyeOpening OpeningAt(float x, float y)
    {
        var eye = x < 0 ? _eyes[0] : _eyes[1];
        return new EyeOpening(x - eye.X, y - eye.Y, look.LidHeight);
    }

    /// <summary>The eyeball without the lids' shadow, millimetres from the middle of the pupil.</summary>
    public (float R, float G, float B) Ball(float dx, float dy)
    {
        var radius = MathF.Sqrt((dx * dx) + (dy * dy));
        var veins = 0.05f * _noise.Layers((dx + 80) / 1.6f, (dy + 80) / 1.6f, 2, 0.7f);
        (float R, float G, float B) white = Scaled((226, 220, 214), 1 + veins - (0.012f * MathF.Abs(dx)));
        var rays = 0.3f * _noise.Layers(MathF.Atan2(dy, dx) * 6, radius / 2.6f, 2, 0.7f);
        var iris = Scaled(look.Iris, 1 + rays - (0.4f * Soft(0.7f, radius - 5.1f)));
        return Mix(Mix(white, iris, Soft(0.5f, 5.8f - radius)), (14, 12, 12), Soft(0.5f, 2.4f - radius));
    }

    /// <summary>The lamp's reflection, which stays where it is when the eye turns.</summary>
    public static (float R, float G, float B) Gleam((float R, float G, float B) ball, float dx, float dy) =>
        Mix(ball, (248, 248, 248), GleamAt(dx, dy));

    /// <summary>How much of the lamp's reflection is seen, 0 to 1.</summary>
    public static float GleamAt(float dx, float dy) =>
        Soft(0.4f, 0.95f - MathF.Sqrt(Square(dx + 1.7f) + Square(dy + 1.6f)));
}
