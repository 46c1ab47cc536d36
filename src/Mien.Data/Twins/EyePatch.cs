namespace Mien.Data.Twins;

/// <summary>What is seen at one point of an eye.</summary>
/// <param name="Open">Lids open.</param>
/// <param name="Lids">Lids open, without the eyeball between them.</param>
/// <param name="Closed">Lids shut.</param>
/// <param name="Level">How far down the opening, 0 at the upper lid and 1 at the lower; 2 beside it.</param>
internal readonly record struct EyePatch(
    (float R, float G, float B) Open,
    (float R, float G, float B) Lids,
    (float R, float G, float B) Closed,
    float Level
);
