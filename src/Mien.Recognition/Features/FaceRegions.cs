using System.Numerics;
using Mien.Data.Prepared;

namespace Mien.Recognition.Features;

/// <summary>
/// The 36 regions of MDMO (Liu et al. 2016): four-cornered patches over brows, eyes, cheeks, nose, mouth and chin between the
/// 68 landmarks. 18 lie in the picture's left half, and their mirror images follow in the same order.
/// </summary>
internal static class FaceRegions
{
    public const int Count = 36;

    /// <summary>How far the forehead's regions reach above the brows, in distances of the eyes' middles.</summary>
    private const float AboveBrows = 0.2f;

    /// <summary>The pixels of each region in a map of some size, by the places of landmarks in shares of its side.</summary>
    public static IReadOnlyList<int[]> PixelsOf(IReadOnlyList<Vector2> landmarks, MapShape map)
    {
        var left = Left(landmarks);
        var right = left.Select(region => region.Select(corner => new Vector2(1 - corner.X, corner.Y)).ToArray());
        return [.. left.Concat(right).Select(region => Inside(region, map))];
    }

    /// <summary>Corners as the landmarks' numbers have it, from the authors' program by way of MEB's.</summary>
    private static Vector2[][] Left(IReadOnlyList<Vector2> landmarks)
    {
        var eyes = Vector2.Distance(
            Enumerable.Range(36, 6).Aggregate(Vector2.Zero, (sum, i) => sum + (landmarks[i] / 6)),
            Enumerable.Range(42, 6).Aggregate(Vector2.Zero, (sum, i) => sum + (landmarks[i] / 6))
        );
        var (cheek, mouth) = (Between(3, 29), Between(4, 33));
        var (corner, lip, chin) = (Between(5, 59), Between(6, 58), Between(8, 57));
        var lid = Between(2, 41);
        var middle = (Above(21) + Above(22)) / 2;
        return
        [
            [At(17), Above(17), Above(19), At(19)],
            [At(19), Above(19), Above(21), At(21)],
            [At(21), Above(21), middle, At(27)],
            [At(1), At(0), At(17), At(36)],
            [At(36), At(17), At(19), At(38)],
            [At(38), At(19), At(21), At(39)],
            [At(39), At(21), At(27), At(28)],
            [At(3), At(2), lid, cheek],
            [cheek, lid, At(41), At(39)],
            [cheek, At(39), At(28), At(29)],
            [mouth, cheek, At(29), At(33)],
            [corner, mouth, At(33), At(59)],
            [lip, corner, At(59), At(58)],
            [chin, lip, At(58), At(57)],
            [At(4), At(3), cheek, mouth],
            [At(5), At(4), mouth, corner],
            [At(6), At(5), corner, lip],
            [At(8), At(6), lip, chin],
        ];

        Vector2 At(int point) => landmarks[point];

        Vector2 Above(int point) => landmarks[point] - new Vector2(0, AboveBrows * eyes);

        Vector2 Between(int a, int b) => (landmarks[a] + landmarks[b]) / 2;
    }

    /// <summary>The pixels whose middles lie inside a polygon (even-odd rule).</summary>
    private static int[] Inside(Vector2[] polygon, MapShape map)
    {
        var pixels = new List<int>();
        for (var y = 0; y < map.Height; y++)
        {
            for (var x = 0; x < map.Width; x++)
            {
                if (Holds(polygon, new Vector2((x + 0.5f) / map.Width, (y + 0.5f) / map.Height)))
                {
                    pixels.Add((y * map.Width) + x);
                }
            }
        }

        return [.. pixels];
    }

    private static bool Holds(Vector2[] polygon, Vector2 place)
    {
        var inside = false;
        for (int i = 0, j = polygon.Length - 1; i < polygon.Length; j = i++)
        {
            var (a, b) = (polygon[i], polygon[j]);
            if (a.Y > place.Y != b.Y > place.Y && place.X < ((b.X - a.X) * (place.Y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
