namespace Mien.Data.Synthetic;

/// <summary>What maps a <see cref="MotionGenerator"/> makes.</summary>
public sealed record GeneratorOptions
{
    /// <summary>Where faces lie in the crop.</summary>
    public CropLayout Layout { get; init; } = CropLayout.Tight;

    /// <summary>Pixels along a side of the square map, 8 to 256.</summary>
    public int Size { get; init; } = 28;

    /// <summary>
    /// Whether every channel is scaled to the whole numbers 0..255, as the maps of MEGC2019 are; otherwise u and v are
    /// in cells (1/28 of the crop's side; a full expression moves about one cell) and strain is without a unit.
    /// </summary>
    public bool Bytes { get; init; } = true;

    /// <summary>
    /// Whether there is a fourth class, <c>none</c>: still faces, blinks, shifts of gaze, head motion and talking.
    /// </summary>
    public bool NoExpression { get; init; }

    /// <summary>
    /// Least and greatest level of the flow's errors, drawn evenly on a logarithmic scale; 1 is as large as a full
    /// expression.
    /// </summary>
    public (float Least, float Most) Noise { get; init; } = (0.02f, 0.3f);
}
