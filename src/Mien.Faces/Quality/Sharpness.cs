using Mien.Faces.Detection;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Quality;

/// <summary>Blur and block borders of a picture, without a sharp original to compare with.</summary>
internal static class Sharpness
{
    private const int Window = 9;
    private const int Block = 8;

    /// <summary>
    /// The blur metric of Crete et al. (2007) within a box: the picture is blurred once more by a mean of nine pixels;
    /// a sharp one loses most of its variation between neighbours by that, a blurred one hardly any. 0 is sharp, 1 blurred.
    /// </summary>
    public static double Blur(ByteImage gray, FaceBox box)
    {
        var (left, top) = (Math.Max(0, (int)box.X), Math.Max(0, (int)box.Y));
        var (right, bottom) = (
            Math.Min(gray.Width, (int)(box.X + box.Width)),
            Math.Min(gray.Height, (int)(box.Y + box.Height))
        );
        if (right - left <= Window || bottom - top <= Window)
        {
            return 1;
        }

        return Math.Max(
            Lost(gray, left, right, top, bottom, 1, gray.Width),
            Lost(gray, left, right, top, bottom, gray.Width, 1)
        );
    }

    /// <summary>
    /// Mean step across the borders of 8 x 8 blocks over the mean step elsewhere, along rows: 1 without visible blocks.
    /// </summary>
    public static double Blockiness(ByteImage gray)
    {
        var (border, borders, inner, inners) = (0L, 0L, 1L, 1L);
        for (var y = 0; y < gray.Height; y += 2)
        {
            var row = gray.Row(y);
            for (var x = 1; x < row.Length; x++)
            {
                var step = Math.Abs(row[x] - row[x - 1]);
                if (x % Block == 0)
                {
                    (border, borders) = (border + step, borders + 1);
                }
                else
                {
                    (inner, inners) = (inner + step, inners + 1);
                }
            }
        }

        return borders == 0 ? 1 : (double)border / borders / ((double)inner / inners);
    }

    /// <summary>One minus the share of neighbour differences that blurring along one direction takes away.</summary>
    private static double Lost(ByteImage gray, int left, int right, int top, int bottom, int along, int across)
    {
        var (width, height) = along == 1 ? (right - left, bottom - top) : (bottom - top, right - left);
        var origin = (top * gray.Width) + left;
        var (total, taken) = (0.0, 0.0);
        for (var line = 0; line < height; line++)
        {
            var start = origin + (line * across);
            for (var i = Window; i < width; i++)
            {
                var at = start + (i * along);
                var (enters, leaves) = (gray.Samples[at], gray.Samples[at - (Window * along)]);
                // The mean's own step to its neighbour, and the step of the picture at the window's middle.
                var blurred = Math.Abs(enters - leaves) / (double)Window;
                var middle = at - (Window / 2 * along);
                var step = Math.Abs(gray.Samples[middle] - gray.Samples[middle - along]);
                total += step;
                taken += Math.Max(0, step - blurred);
            }
        }

        return total == 0 ? 1 : (total - taken) / total;
    }
}
