namespace Mien.Tensors.Kernels;

/// <summary>
/// What a tile of <see cref="DepthwiseTile"/> reads and writes; every pixel is one register of channels. Pixel i of row r is
/// target_r[i] = start_r[i] + sum over taps (y, x) of source[r, i, y, x] * weights[y, x].
/// </summary>
internal unsafe struct DepthwiseJob
{
    /// <summary>The source pixel that the first target pixel meets with tap (0, 0).</summary>
    public float* Source;

    /// <summary>Floats in the source from a target pixel to the next.</summary>
    public nint PixelStep;

    /// <summary>Floats in the source from a tap to the next.</summary>
    public nint TapStep;

    /// <summary>Floats in the source from a row of taps to the next.</summary>
    public nint TapRowStep;

    /// <summary>Rows of taps.</summary>
    public int TapRows;

    /// <summary>Taps in a row.</summary>
    public int TapColumns;

    /// <summary>Rows of taps by which the second target row lies below the first; at most <see cref="TapRows"/>.</summary>
    public int Shift;

    /// <summary>The weights, one register a tap, row after row.</summary>
    public float* Weights;

    /// <summary>What the first row's sums start from.</summary>
    public float* Start0;

    /// <summary>What the second row's sums start from.</summary>
    public float* Start1;

    /// <summary>Floats from a start to the next; 0 when all start from the same.</summary>
    public nint StartStep;

    /// <summary>The first row's result.</summary>
    public float* Target0;

    /// <summary>The second row's result.</summary>
    public float* Target1;

    /// <summary>Floats from a pixel of the result to the next.</summary>
    public nint TargetStep;
}
