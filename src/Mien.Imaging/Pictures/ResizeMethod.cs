namespace Mien.Imaging.Pictures;

/// <summary>How <see cref="Resizer"/> makes a new sample from old ones; the names and rules are those of OpenCV.</summary>
public enum ResizeMethod
{
    /// <summary>The mean of the source area that a new pixel covers; for shrinking (INTER_AREA).</summary>
    Area,

    /// <summary>Between the 2 x 2 nearest samples (INTER_LINEAR); aliases when shrinking by more than 2.</summary>
    Bilinear,

    /// <summary>Cubic convolution over 4 x 4 samples with a = -0.75 (INTER_CUBIC); aliases when shrinking.</summary>
    Bicubic,
}
