namespace Mien.Recognition.Explanation;

/// <summary>
/// Where on a motion map the evidence for one class lies: a value a pixel, positive where the motion speaks for the class,
/// negative where it speaks against it. Maps of one method share a scale, so a clip without evidence looks empty.
/// </summary>
/// <param name="Height">Rows, as many as the network's input has.</param>
/// <param name="Width">Columns.</param>
/// <param name="Values">Row by row.</param>
public sealed record EvidenceMap(int Height, int Width, float[] Values)
{
    /// <summary>The sum of what speaks for the class.</summary>
    public double Mass => Values.Sum(value => Math.Max(0.0, value));

    /// <summary>The largest absolute value.</summary>
    public float Peak => Values.Max(MathF.Abs);

    /// <summary>A coarse map brought to the size of the input by bilinear interpolation between the middles of its cells.</summary>
    internal static EvidenceMap Enlarge(ReadOnlySpan<float> cells, int rows, int columns, int height, int width)
    {
        var values = new float[height * width];
        for (var y = 0; y < height; y++)
        {
            var (top, bottom, down) = Between(y, height, rows);
            for (var x = 0; x < width; x++)
            {
                var (left, right, across) = Between(x, width, columns);
                var above = Mix(cells[(top * columns) + left], cells[(top * columns) + right], across);
                var below = Mix(cells[(bottom * columns) + left], cells[(bottom * columns) + right], across);
                values[(y * width) + x] = Mix(above, below, down);
            }
        }

        return new EvidenceMap(height, width, values);
    }

    private static (int Before, int After, float Share) Between(int pixel, int pixels, int cells)
    {
        var at = Math.Clamp(((pixel + 0.5f) * cells / pixels) - 0.5f, 0, cells - 1);
        var before = (int)at;
        return (before, Math.Min(before + 1, cells - 1), at - before);
    }

    private static float Mix(float a, float b, float share) => a + (share * (b - a));
}
