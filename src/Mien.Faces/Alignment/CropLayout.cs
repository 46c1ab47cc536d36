using System.Numerics;

namespace Mien.Faces.Alignment;

/// <summary>
/// The square of the mean face that a crop shows, as margins around the extent of the 68 landmarks. The default has a
/// fifth of the landmarks' height above the brows, the margin of published preprocessing of CASME II and SAMM, and a
/// small one elsewhere, so that jaw and cheeks are not cut.
/// </summary>
public sealed record CropLayout
{
    /// <summary>The default.</summary>
    public static CropLayout Face { get; } = new();

    /// <summary>Room above the brows, as a share of the landmarks' height.</summary>
    public double Above { get; init; } = 0.2;

    /// <summary>Room below the chin, as a share of the landmarks' height.</summary>
    public double Below { get; init; } = 0.03;

    /// <summary>Least room beside the jaw on either side, as a share of the landmarks' width.</summary>
    public double Beside { get; init; } = 0.03;

    /// <summary>The square as (left, top, side) in the coordinates of a mean shape.</summary>
    public Vector3 SquareOf(IReadOnlyList<Vector2> meanShape)
    {
        ArgumentNullException.ThrowIfNull(meanShape);
        var (low, high) = (meanShape[0], meanShape[0]);
        foreach (var point in meanShape)
        {
            (low, high) = (Vector2.Min(low, point), Vector2.Max(high, point));
        }

        var extent = high - low;
        var height = extent.Y * (1 + Above + Below);
        var side = Math.Max(height, extent.X * (1 + (2 * Beside)));
        var center = (low.X + high.X) / 2;
        // What the square has more than needed goes above and below alike.
        var top = low.Y - (Above * extent.Y) - ((side - height) / 2);
        return new Vector3((float)(center - (side / 2)), (float)top, (float)side);
    }
}
