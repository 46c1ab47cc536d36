using System.Numerics;

namespace Mien.Spotting.Regions;

/// <summary>A patch of the face whose mean motion is measured, placed by landmarks.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Side">On which side.</param>
/// <param name="Points">The landmarks whose mean is its middle.</param>
/// <param name="Offset">From there to its middle, in distances between the eyes: to the subject's side (outward), and down.</param>
/// <param name="Radius">Deviation of its Gaussian window, in distances between the eyes.</param>
public sealed record FaceRegion(
    RegionPart Part,
    RegionSide Side,
    IReadOnlyList<int> Points,
    Vector2 Offset,
    float Radius
)
{
    /// <summary>A name for columns of files, such as <c>inner-brow-left</c>.</summary>
    public string Name { get; } = NameOf(Part, Side);

    /// <summary>Whether the mouth's work (speech, chewing) moves it.</summary>
    public bool IsOfMouth => Part >= RegionPart.NasolabialFold;

    /// <summary>Whether blinks and glances move it.</summary>
    public bool IsOfEye => Part is RegionPart.UpperLid or RegionPart.LowerLid or RegionPart.EyeCorner;

    /// <summary>The region's middle on a face.</summary>
    /// <param name="landmarks">68 points.</param>
    /// <param name="eyeDistance">Between the middles of the eyes, in the unit of the points.</param>
    public Vector2 Place(IReadOnlyList<Vector2> landmarks, float eyeDistance)
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        var sum = Vector2.Zero;
        foreach (var point in Points)
        {
            sum += landmarks[point];
        }

        var outward = Side == RegionSide.Right ? -1 : 1;
        return (sum / Points.Count) + (eyeDistance * new Vector2(outward * Offset.X, Offset.Y));
    }

    private static string NameOf(RegionPart part, RegionSide side)
    {
        var words = string.Concat(part.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{c}" : $"{c}"));
        var name = words.ToLowerInvariant();
        return side == RegionSide.Middle ? name : $"{name}-{side.ToString().ToLowerInvariant()}";
    }
}
