namespace Mien.Faces.Detection;

/// <summary>
/// Bilinear resizing of 8-bit pictures in fixed point (weights of 8 fractional bits, both passes exact, one rounding at
/// the end), so that every machine gets the same bytes. It equals OpenCV's INTER_LINEAR_EXACT bit for bit, which is what
/// its cascades run on: a detector that is to agree with OpenCV's to the window has to see the same pyramid.
/// </summary>
internal static unsafe class ExactLinearResize
{
    private const int One = 256;

    public static void Resize(
        byte* source,
        int width,
        int height,
        int stride,
        byte* target,
        int newWidth,
        int newHeight
    )
    {
        var columns = Weights(width, newWidth);
        var rows = Weights(height, newHeight);
        var upper = new ushort[newWidth];
        var lower = new ushort[newWidth];
        var (upperRow, lowerRow) = (-1, -1);
        for (var y = 0; y < newHeight; y++)
        {
            var (row, weight) = rows[y];
            if (row == lowerRow)
            {
                (upper, lower) = (lower, upper);
                (upperRow, lowerRow) = (lowerRow, upperRow);
            }

            if (row != upperRow)
            {
                Across(source + ((long)row * stride), columns, upper);
                upperRow = row;
            }

            if (weight != 0 && lowerRow != row + 1)
            {
                Across(source + ((long)(row + 1) * stride), columns, lower);
                lowerRow = row + 1;
            }

            Down(upper, lower, weight, target + ((long)y * newWidth));
        }
    }

    private static void Across(byte* row, (int Offset, int Weight)[] columns, ushort[] result)
    {
        for (var x = 0; x < columns.Length; x++)
        {
            var (offset, weight) = columns[x];
            result[x] = (ushort)(
                weight == 0 ? row[offset] * One : (row[offset] * (One - weight)) + (row[offset + 1] * weight)
            );
        }
    }

    private static void Down(ushort[] upper, ushort[] lower, int weight, byte* target)
    {
        for (var x = 0; x < upper.Length; x++)
        {
            target[x] = (byte)(((upper[x] * (One - weight)) + (lower[x] * weight) + (1 << 15)) >> 16);
        }
    }

    /// <summary>For each new position: the pixel at or before it, and the weight of the next one in 1/256.</summary>
    private static (int Offset, int Weight)[] Weights(int size, int newSize)
    {
        var scale = 1 / ((double)newSize / size);
        var weights = new (int, int)[newSize];
        for (var i = 0; i < newSize; i++)
        {
            var position = (scale * (i + 0.5)) - 0.5;
            var floor = (int)Math.Floor(position);
            weights[i] =
                floor < 0 ? (0, 0)
                : floor >= size - 1 ? (size - 1, 0)
                : (floor, (int)Math.Round((position - floor) * One, MidpointRounding.ToEven));
        }

        return weights;
    }
}
