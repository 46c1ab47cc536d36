using System.Numerics;

namespace Mien.Spotting.Regions;

/// <summary>
/// The regions that are watched: where the action units of the Facial Action Coding System move the skin most (brows,
/// lids, cheeks, nose, mouth, chin), the subject's right and left apart.
/// </summary>
public static class FaceRegions
{
    /// <summary>All regions, in the order of every series and file.</summary>
    public static IReadOnlyList<FaceRegion> All { get; } =
    [
        Right(RegionPart.InnerBrow, [20, 21], 0, -0.03f, 0.09f),
        Left(RegionPart.InnerBrow, [23, 22], 0, -0.03f, 0.09f),
        Right(RegionPart.OuterBrow, [17, 18], 0, -0.02f, 0.09f),
        Left(RegionPart.OuterBrow, [26, 25], 0, -0.02f, 0.09f),
        Middle(RegionPart.Glabella, [21, 22], 0.04f, 0.09f),
        Right(RegionPart.UpperLid, [37, 38], 0, -0.02f, 0.07f),
        Left(RegionPart.UpperLid, [44, 43], 0, -0.02f, 0.07f),
        Right(RegionPart.LowerLid, [41, 40], 0, 0.11f, 0.07f),
        Left(RegionPart.LowerLid, [46, 47], 0, 0.11f, 0.07f),
        Right(RegionPart.EyeCorner, [36], 0.13f, 0.05f, 0.08f),
        Left(RegionPart.EyeCorner, [45], 0.13f, 0.05f, 0.08f),
        Right(RegionPart.Cheek, [36, 41, 31, 48], 0.12f, 0.05f, 0.12f),
        Left(RegionPart.Cheek, [45, 46, 35, 54], 0.12f, 0.05f, 0.12f),
        Right(RegionPart.NoseWing, [31, 31, 39], 0.02f, 0, 0.08f),
        Left(RegionPart.NoseWing, [35, 35, 42], 0.02f, 0, 0.08f),
        Right(RegionPart.NasolabialFold, [31, 48], 0.04f, 0, 0.09f),
        Left(RegionPart.NasolabialFold, [35, 54], 0.04f, 0, 0.09f),
        Right(RegionPart.MouthCorner, [48], 0.03f, 0, 0.09f),
        Left(RegionPart.MouthCorner, [54], 0.03f, 0, 0.09f),
        Middle(RegionPart.UpperLip, [50, 51, 52], -0.02f, 0.1f),
        Middle(RegionPart.LowerLip, [56, 57, 58], 0.02f, 0.1f),
        Middle(RegionPart.Chin, [57, 8, 8], -0.04f, 0.12f),
    ];

    /// <summary>Number of regions.</summary>
    public static int Count => All.Count;

    private static FaceRegion Right(RegionPart part, int[] points, float outward, float down, float radius) =>
        new(part, RegionSide.Right, points, new Vector2(outward, down), radius);

    private static FaceRegion Left(RegionPart part, int[] points, float outward, float down, float radius) =>
        new(part, RegionSide.Left, points, new Vector2(outward, down), radius);

    private static FaceRegion Middle(RegionPart part, int[] points, float down, float radius) =>
        new(part, RegionSide.Middle, points, new Vector2(0, down), radius);
}
