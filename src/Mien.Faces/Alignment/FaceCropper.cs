using System.Numerics;
using Mien.Imaging.Pictures;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Faces.Alignment;

/// <summary>
/// Draws crops. Each pixel is the mean of a grid of bilinear samples, as many each way as picture pixels it spans (at
/// most 8), so that shrinking does not alias; beyond the picture its edge repeats. Nothing is allocated.
/// </summary>
public static unsafe class FaceCropper
{
    private const int MaxGrid = 8;

    /// <summary>Crops a gray picture.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="alignment">Where to look.</param>
    /// <param name="crop">Receives values 0..255; as large as the alignment's crop.</param>
    public static void Crop(ByteImage gray, in FaceAlignment alignment, Plane crop)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentNullException.ThrowIfNull(crop);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gray.Channels, 1, nameof(gray));
        if (crop.Width != alignment.Size || crop.Height != alignment.Size)
        {
            throw new ArgumentException("the plane has another size than the crop", nameof(crop));
        }

        var grid = Math.Clamp((int)Math.Ceiling(alignment.Scale - 0.01), 1, MaxGrid);
        fixed (byte* picture = gray.Samples)
        {
            for (var y = 0; y < crop.Height; y++)
            {
                CropRow(picture, gray.Width, gray.Height, alignment.CropToPicture, grid, y, crop.Row(y));
            }
        }
    }

    private static void CropRow(
        byte* picture,
        int width,
        int height,
        in Matrix3x2 map,
        int grid,
        int y,
        Span<float> row
    )
    {
        var share = 1f / (grid * grid);
        for (var x = 0; x < row.Length; x++)
        {
            var sum = 0f;
            for (var j = 0; j < grid; j++)
            {
                var cy = y + ((j + 0.5f) / grid) - 0.5f;
                for (var i = 0; i < grid; i++)
                {
                    var cx = x + ((i + 0.5f) / grid) - 0.5f;
                    sum += Sample(
                        picture,
                        width,
                        height,
                        (cx * map.M11) + (cy * map.M21) + map.M31,
                        (cx * map.M12) + (cy * map.M22) + map.M32
                    );
                }
            }

            row[x] = sum * share;
        }
    }

    private static float Sample(byte* picture, int width, int height, float x, float y)
    {
        x = Math.Clamp(x, 0, width - 1);
        y = Math.Clamp(y, 0, height - 1);
        var (left, top) = ((int)x, (int)y);
        var (fx, fy) = (x - left, y - top);
        var upper = picture + ((long)top * width) + left;
        var right = left + 1 < width ? 1 : 0;
        var lower = top + 1 < height ? upper + width : upper;
        var above = upper[0] + (fx * (upper[right] - upper[0]));
        var below = lower[0] + (fx * (lower[right] - lower[0]));
        return above + (fy * (below - above));
    }
}
