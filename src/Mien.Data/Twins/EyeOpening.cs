using static Mien.Data.Twins.Strokes;

namespace Mien.Data.Twins;

/// <summary>A point beside or in the opening of an eye, and what the lids do there.</summary>
/// <param name="X">Millimetres to the right of the opening's middle.</param>
/// <param name="Y">Millimetres below it.</param>
/// <param name="LidHeight">Millimetres from the middle to the upper lid.</param>
internal readonly record struct EyeOpening(float X, float Y, float LidHeight)
{
    /// <summary>Whether the point is near enough for the eye to be seen there.</summary>
    public bool IsNear => MathF.Abs(Along) <= 1.15f && MathF.Abs(Y) <= 16;

    /// <summary>How far down the opening, 0 at the upper lid and 1 at the lower; 2 beside it.</summary>
    public float Level => Lower - Upper > 0.5f && MathF.Abs(Along) < 1 ? (Y - Upper) / (Lower - Upper) : 2;

    /// <summary>The share of eyeball that is seen, 0 to 1.</summary>
    public float EyeShare =>
        Soft(0.5f, Y - Upper) * Soft(0.5f, Lower - Y) * Soft(0.05f, 1 - MathF.Abs(Along)) * (1 - (0.8f * Lash));

    /// <summary>The factor of the upper lid's shadow on the eyeball.</summary>
    public float Shadow => 0.62f + (0.38f * Soft(4, Y - Upper - 1.5f));

    private float Along => X / EyePainter.HalfWidth;

    private float Arch => Math.Max(0, 1 - (Along * Along));

    private float Upper => -LidHeight * MathF.Pow(Arch, 0.7f);

    private float Lower => 0.78f * LidHeight * Arch;

    private float Lash => MathF.Exp(-Square((Y - Upper) / 1.05f)) * Soft(0.1f, 1.04f - MathF.Abs(Along));

    private float Crease => MathF.Exp(-Square((Y - (Upper * 1.35f) + 3) / 0.9f)) * Soft(0.2f, 1 - MathF.Abs(Along));

    private float Bag => MathF.Exp(-Square((Y - Lower - 5) / 1.1f)) * Soft(0.3f, 0.9f - MathF.Abs(Along));

    /// <summary>Lays crease, bag, lashes and rim of open lids over the skin.</summary>
    public (float R, float G, float B) PaintLids((float R, float G, float B) skin)
    {
        var rim = MathF.Exp(-Square((Y - Lower) / 0.7f)) * Soft(0.1f, 1 - MathF.Abs(Along));
        return Scaled(skin, (1 - (0.3f * Crease) - (0.12f * Bag)) * (1 - (0.75f * Lash)) * (1 - (0.28f * rim)));
    }

    /// <summary>Lays the line of lashes of shut lids over the skin.</summary>
    public (float R, float G, float B) PaintShut((float R, float G, float B) skin)
    {
        var shut = MathF.Exp(-Square((Y - Lower) / 1.0f)) * Soft(0.1f, 1.04f - MathF.Abs(Along));
        return Scaled(skin, (1 - (0.1f * Crease) - (0.1f * Bag)) * (1 - (0.7f * shut)));
    }
}
