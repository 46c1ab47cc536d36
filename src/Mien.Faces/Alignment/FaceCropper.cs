using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
        var inside = Avx2.IsSupported && crop.Width % Vector256<float>.Count == 0 && IsInside(gray, alignment);
        fixed (byte* picture = gray.Samples)
        {
            for (var y = 0; y < crop.Height; y++)
            {
                if (inside)
                {
                    CropRowInside(picture, gray.Width, alignment.CropToPicture, grid, y, crop.Row(y));
                }
                else
                {
                    CropRow(picture, gray.Width, gray.Height, alignment.CropToPicture, grid, y, crop.Row(y));
                }
            }
        }
    }

    /// <summary>Crops without vectors: the twin that tests compare with.</summary>
    internal static void CropPlainly(ByteImage gray, in FaceAlignment alignment, Plane crop)
    {
        var grid = Math.Clamp((int)Math.Ceiling(alignment.Scale - 0.01), 1, MaxGrid);
        fixed (byte* picture = gray.Samples)
        {
            for (var y = 0; y < crop.Height; y++)
            {
                CropRow(picture, gray.Width, gray.Height, alignment.CropToPicture, grid, y, crop.Row(y));
            }
        }
    }

    /// <summary>Whether every sample, and the three bytes read after it, lie in the picture.</summary>
    private static bool IsInside(ByteImage gray, in FaceAlignment alignment)
    {
        foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(0, 0), (1, 0), (0, 1), (1, 1)])
        {
            var corner = (new Vector2(x, y) * alignment.Size) - new Vector2(0.5f);
            var (px, py) = (
                Vector2.Transform(corner, alignment.CropToPicture).X,
                Vector2.Transform(corner, alignment.CropToPicture).Y
            );
            if (!(px >= 0 && py >= 0 && px < gray.Width - 5 && py < gray.Height - 2))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Eight pixels at once. A gather reads four bytes from the place of a sample: the first two are its left and right
    /// neighbour; another, a row below, gives the lower two.
    /// </summary>
    private static void CropRowInside(byte* picture, int width, in Matrix3x2 map, int grid, int y, Span<float> row)
    {
        var step = Vector256.Create(0f, 1, 2, 3, 4, 5, 6, 7);
        var share = Vector256.Create(1f / (grid * grid));
        var low = Vector256.Create(0xFF);
        for (var x = 0; x < row.Length; x += Vector256<float>.Count)
        {
            var sum = Vector256<float>.Zero;
            for (var j = 0; j < grid; j++)
            {
                var cy = y + ((j + 0.5f) / grid) - 0.5f;
                for (var i = 0; i < grid; i++)
                {
                    var cx = step + Vector256.Create(x + ((i + 0.5f) / grid) - 0.5f);
                    var px = (cx * map.M11) + Vector256.Create((cy * map.M21) + map.M31);
                    var py = (cx * map.M12) + Vector256.Create((cy * map.M22) + map.M32);
                    var (left, top) = (Vector256.ConvertToInt32(px), Vector256.ConvertToInt32(py));
                    var (fx, fy) = (px - Vector256.ConvertToSingle(left), py - Vector256.ConvertToSingle(top));
                    var place = (top * width) + left;
                    var upper = Avx2.GatherVector256((int*)picture, place, 1);
                    var lower = Avx2.GatherVector256((int*)(picture + width), place, 1);
                    sum += Between(
                        Between(upper & low, upper >> 8 & low, fx),
                        Between(lower & low, lower >> 8 & low, fx),
                        fy
                    );
                }
            }

            (sum * share).CopyTo(row[x..]);
        }
    }

    private static Vector256<float> Between(Vector256<int> a, Vector256<int> b, Vector256<float> t) =>
        Between(Vector256.ConvertToSingle(a), Vector256.ConvertToSingle(b), t);

    private static Vector256<float> Between(Vector256<float> a, Vector256<float> b, Vector256<float> t) =>
        a + (t * (b - a));

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
                        (cx * map.M11) + ((cy * map.M21) + map.M31),
                        (cx * map.M12) + ((cy * map.M22) + map.M32)
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
