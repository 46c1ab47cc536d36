namespace Mien.Data.LongVideos;

/// <summary>
/// Lips that part: above the line between them skin is moved up a little, below it down with the jaw, and between the two
/// the dark of the mouth and a row of teeth are seen.
/// </summary>
/// <param name="Mouth">The middle of the mouth and half of its width, pixels.</param>
/// <param name="Millimetre">Pixels in a millimetre.</param>
/// <param name="Gap">How far the lips are apart in the middle, pixels.</param>
internal readonly record struct MouthOpening((float X, float Y, float HalfWidth) Mouth, float Millimetre, float Gap)
{
    private const float UpperShare = 0.3f;

    /// <summary>Whether a place is so far away that nothing moves there.</summary>
    public bool IsFar(float x, float y) =>
        MathF.Abs(x - Mouth.X) > 80 * Millimetre || y < Mouth.Y - (28 * Millimetre) || y > Mouth.Y + (120 * Millimetre);

    /// <summary>
    /// Moves a place of the picture to the place at rest that is seen there; returns how much of the inside of the mouth is
    /// seen instead, 0 to 1, and how far down it the place lies.
    /// </summary>
    public (float Inside, float Level) Trace(float x, ref float y)
    {
        var along = (x - Mouth.X) / Mouth.HalfWidth;
        var arch = Math.Max(0, 1 - (along * along));
        // The line between the lips as FacePainter draws it.
        var line = Mouth.Y + (0.8f * Millimetre * MathF.Sin(Math.Clamp(along, -1, 1) * 3));
        var (upper, lower) = (UpperShare * Gap * arch, (1 - UpperShare) * Gap * arch);
        var below = y - line;
        var inside = Gap * arch < 0.7f ? 0 : Soft(below + upper) * Soft(lower - below);
        var level = Math.Clamp((below + upper) / Math.Max(0.1f, upper + lower), 0, 1);
        y += below < (lower - upper) / 2 ? Raised(below + upper, upper) : -Lowered(x, below - lower, lower);
        return (inside, level);
    }

    private float Raised(float away, float upper) => upper * Fade(Math.Min(0, away), 9);

    /// <summary>The lip goes with the jaw, and the chin by a third of its way.</summary>
    private float Lowered(float x, float away, float lower)
    {
        away = Math.Max(0, away);
        return lower * ((0.65f * Fade(away, 15)) + (0.35f * Fade(away, 62) * Fade(x - Mouth.X, 38)));
    }

    private float Fade(float away, float millimetres)
    {
        var part = away / (millimetres * Millimetre);
        return MathF.Exp(-part * part);
    }

    private static float Soft(float distance) => 1 / (1 + MathF.Exp(-4 * distance));
}
