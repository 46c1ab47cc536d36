namespace Mien.Data.Synthetic;

/// <summary>The edges of a crop on an average adult face, in millimetres from the point between the pupils.</summary>
public sealed record CropWindow
{
    /// <summary>From the midline to the left and to the right edge.</summary>
    public float HalfWidth { get; init; } = 54;

    /// <summary>Up to the upper edge.</summary>
    public float Above { get; init; } = 44;

    /// <summary>Down to the lower edge; the tip of the chin lies at about 114.</summary>
    public float Below { get; init; } = 116;
}
