namespace Mien.Imaging.Flow;

/// <summary>
/// Parameters of <see cref="Dis"/>, with OpenCV's meaning; its three presets are <see cref="Ultrafast"/>, <see cref="Fast"/> and
/// <see cref="Medium"/>.
/// </summary>
public sealed record DisOptions
{
    /// <summary>OpenCV's preset of that name: a quarter of the size, no refinement.</summary>
    public static DisOptions Ultrafast { get; } =
        new()
        {
            FinestScale = 2,
            PatchStride = 4,
            DescentIterations = 12,
            RefinementIterations = 0,
        };

    /// <summary>OpenCV's preset of that name: a quarter of the size, refined.</summary>
    public static DisOptions Fast { get; } =
        new()
        {
            FinestScale = 2,
            PatchStride = 4,
            DescentIterations = 16,
        };

    /// <summary>OpenCV's preset of that name: half the size, refined. The default.</summary>
    public static DisOptions Medium { get; } = new();

    /// <summary>Halvings of the picture down to the last scale that is estimated; the field is enlarged from there.</summary>
    public int FinestScale { get; init; } = 1;

    /// <summary>Distance in pixels between the 8 x 8 patches; 1 to 8.</summary>
    public int PatchStride { get; init; } = 3;

    /// <summary>Most steps of gradient descent of a patch, over both passes; at least 2.</summary>
    public int DescentIterations { get; init; } = 25;

    /// <summary>Fixed-point iterations of the variational refinement; 0 leaves it out.</summary>
    public int RefinementIterations { get; init; } = 5;

    /// <summary>Weight of smoothness in the refinement.</summary>
    public float Alpha { get; init; } = 20;

    /// <summary>Weight of constant brightness in the refinement.</summary>
    public float Delta { get; init; } = 5;

    /// <summary>Weight of a constant gradient in the refinement.</summary>
    public float Gamma { get; init; } = 10;
}
