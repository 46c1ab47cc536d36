namespace Mien.Faces.Detection;

/// <summary>
/// The summed-area tables of one pyramid level, in one buffer of three planes with a common row stride: sums, sums over
/// rotated rectangles, sums of squares. Entry (x, y) covers the pixels above and to the left; entry (0, 0) is 0. Sums
/// of squares wrap around at 2^32, and so do their differences, which are right as long as a window holds less.
/// </summary>
internal sealed unsafe class IntegralImages
{
    private int[] _buffer = [];
    private byte[] _level = [];

    /// <summary>Entries from one row to the next, in every plane.</summary>
    public int Stride { get; private set; }

    /// <summary>Entries from the sums to the rotated sums.</summary>
    public int TiltedPlane { get; private set; }

    /// <summary>Entries from the sums to the sums of squares.</summary>
    public int SquaresPlane => 2 * TiltedPlane;

    /// <summary>The sums at (0, 0); the array is pinned.</summary>
    public int* Sums => (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _buffer[0]);

    /// <summary>Makes room for levels of up to this many pixels, so that offsets hold for all of them.</summary>
    public void Reserve(int width, int height)
    {
        Stride = width + 1;
        TiltedPlane = Stride * (height + 1);
        if (_buffer.Length < 3 * TiltedPlane)
        {
            _buffer = GC.AllocateUninitializedArray<int>(WithRoom(3 * TiltedPlane), pinned: true);
        }

        if (_level.Length < width * height)
        {
            _level = GC.AllocateUninitializedArray<byte>(WithRoom(width * height), pinned: true);
        }
    }

    /// <summary>Some more than asked for, so that a face that comes nearer does not need new memory every second.</summary>
    private static int WithRoom(int length) => (int)Math.Min(Array.MaxLength, length * 1.5);

    /// <summary>Resizes the picture to a level and sums it up.</summary>
    public void Fill(byte* pixels, int width, int height, int stride, int levelWidth, int levelHeight, bool tilted)
    {
        fixed (byte* level = _level)
        {
            ExactLinearResize.Resize(pixels, width, height, stride, level, levelWidth, levelHeight);
            SumUp(level, levelWidth, levelHeight);
            if (tilted)
            {
                SumUpTilted(level, levelWidth, levelHeight);
            }
        }
    }

    private void SumUp(byte* level, int width, int height)
    {
        var sums = Sums;
        var squares = (uint*)(sums + SquaresPlane);
        new Span<int>(sums, width + 1).Clear();
        new Span<uint>(squares, width + 1).Clear();
        for (var y = 1; y <= height; y++)
        {
            var row = level + ((long)(y - 1) * width);
            var sum = sums + ((long)y * Stride);
            var square = squares + ((long)y * Stride);
            var (total, totalSquare) = (0, 0u);
            sum[0] = 0;
            square[0] = 0;
            for (var x = 1; x <= width; x++)
            {
                var value = (uint)row[x - 1];
                total += (int)value;
                totalSquare += value * value;
                sum[x] = sum[x - Stride] + total;
                square[x] = square[x - Stride] + totalSquare;
            }
        }
    }

    /// <summary>
    /// T(x, y) sums the pixels in the triangle that opens upward from pixel (x - 1, y - 1) at 45 degrees:
    /// T(x, y) = T(x-1, y-1) + T(x+1, y-1) - T(x, y-2) + I(x-1, y-1) + I(x-1, y-2) (Lienhart and Maydt 2002). Beyond
    /// the left and right edge the terms that leave the picture equal others, and cancel.
    /// </summary>
    private void SumUpTilted(byte* level, int width, int height)
    {
        var tilted = Sums + TiltedPlane;
        new Span<int>(tilted, width + 1).Clear();
        for (var y = 1; y <= height; y++)
        {
            var row = level + ((long)(y - 1) * width);
            var sum = tilted + ((long)y * Stride);
            var above = sum - Stride;
            if (y == 1)
            {
                sum[0] = 0;
                for (var x = 1; x <= width; x++)
                {
                    sum[x] = row[x - 1];
                }

                continue;
            }

            var above2 = above - Stride;
            sum[0] = above[1];
            for (var x = 1; x < width; x++)
            {
                sum[x] = above[x - 1] + above[x + 1] - above2[x] + row[x - 1] + row[x - 1 - width];
            }

            sum[width] = above[width - 1] + row[width - 1] + row[-1];
        }
    }
}
