using System.Runtime.Intrinsics;

namespace Mien.Data.Synthetic;

/// <summary>
/// The fine grid on which motion is made before it is averaged to the map's pixels: at least 56 points a side. Rows are
/// padded to whole vectors; what lies in the padding is never read into a map.
/// </summary>
internal sealed class FlowGrid
{
    private const int FinestUseful = 56;

    public FlowGrid(int mapSize)
    {
        PointsPerPixel = Math.Max(1, FinestUseful / mapSize);
        MapSize = mapSize;
        Size = mapSize * PointsPerPixel;
        Stride = (Size + 31) / 32 * 32;
        Cells = [.. Enumerable.Range(0, Stride).Select(i => (i + 0.5f) * CropLayout.Cells / Size)];
    }

    /// <summary>Pixels along a side of the map.</summary>
    public int MapSize { get; }

    /// <summary>Grid points along a side of one pixel.</summary>
    public int PointsPerPixel { get; }

    /// <summary>Grid points along a side.</summary>
    public int Size { get; }

    /// <summary>Values from one row to the next.</summary>
    public int Stride { get; }

    /// <summary>The coordinate of every point along a side, in cells.</summary>
    public float[] Cells { get; }

    /// <summary>Length of an array for one value a point: an odd number of rows has one more row of padding.</summary>
    public int Length => (Size + 1) / 2 * 2 * Stride;

    /// <summary>exp(-(x - centre)^2 / (2 deviation^2)) along a side.</summary>
    public void Gaussian(Span<float> profile, float centre, float deviation)
    {
        var scale = Vector512.Create(1 / deviation);
        for (var i = 0; i < Stride; i += 16)
        {
            var away = (Vector512.Create(Cells.AsSpan(i, 16)) - Vector512.Create(centre)) * scale;
            Vector512.Exp(away * away * -0.5f).CopyTo(profile[i..]);
        }
    }
}
