using Mien.Foundation;

namespace Mien.Data.Synthetic;

/// <summary>How one patch of skin deviates from the table: nobody's muscles pull exactly alike.</summary>
/// <param name="Right">Shift of the centre, cells of the tight crop.</param>
/// <param name="Down">Shift of the centre, cells of the tight crop.</param>
/// <param name="Width">Factor of the width.</param>
/// <param name="Height">Factor of the height.</param>
/// <param name="Gain">Factor of the motion; 0 when the patch does not move at all.</param>
/// <param name="Turn">Rotation of the motion, radians.</param>
internal readonly record struct PatchStyle(float Right, float Down, float Width, float Height, float Gain, float Turn)
{
    /// <summary>No deviation.</summary>
    public static PatchStyle None { get; } = new(0, 0, 1, 1, 1, 0);

    /// <summary>Draws a deviation; <paramref name="spread"/> 1 is that between people and clips together.</summary>
    public static PatchStyle Draw(RandomStream random, float spread)
    {
        var size = Draws.Normal(random, 0.22f * spread);
        return new PatchStyle(
            Draws.Normal(random, 0.7f * spread),
            Draws.Normal(random, 0.56f * spread),
            MathF.Exp(size + Draws.Normal(random, 0.12f * spread)),
            MathF.Exp(size + Draws.Normal(random, 0.12f * spread)),
            Draws.LogNormal(random, 0.35f * spread) * (random.Chance(0.12 * spread) ? 0 : 1),
            Draws.Normal(random, 0.3f * spread)
        );
    }

    /// <summary>Both deviations one after the other.</summary>
    public PatchStyle With(in PatchStyle other) =>
        new(
            Right + other.Right,
            Down + other.Down,
            Width * other.Width,
            Height * other.Height,
            Gain * other.Gain,
            Turn + other.Turn
        );
}
