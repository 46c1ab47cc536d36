using System.Numerics;
using Mien.Data.Synthetic;
using Mien.Faces.Landmarks;

namespace Mien.Data.Preparation;

/// <summary>
/// Where the 68 landmarks of an average face lie in a crop, in shares of its side. A prepared map has lost its own landmarks,
/// but its crop was laid by them, so that the average is near.
/// </summary>
/// <remarks>
/// The mean, after similarity alignment and mirroring, of the 68-point annotations of the 18 faces in dlib's public-domain
/// examples (photos of PASCAL VOC 2011), placed in the crop that <c>mien prepare</c> cuts
/// (<see cref="Faces.Alignment.CropLayout.Face"/>). The face is mirror-symmetric, so one half is written down.
/// </remarks>
public static class FaceTemplate
{
    /// <summary>Points 0 to 8 of the jaw, 17 to 21 of the brow, 27 to 33 of the nose, 36 to 41 of the eye, and of the lips.</summary>
    private static readonly (int Point, int Twin, float X, float Y)[] Half =
    [
        (0, 16, 0.096f, 0.329f),
        (1, 15, 0.098f, 0.437f),
        (2, 14, 0.106f, 0.544f),
        (3, 13, 0.130f, 0.650f),
        (4, 12, 0.174f, 0.745f),
        (5, 11, 0.242f, 0.827f),
        (6, 10, 0.320f, 0.901f),
        (7, 9, 0.405f, 0.961f),
        (8, 8, 0.500f, 0.976f),
        (17, 26, 0.193f, 0.225f),
        (18, 25, 0.238f, 0.179f),
        (19, 24, 0.301f, 0.163f),
        (20, 23, 0.368f, 0.170f),
        (21, 22, 0.433f, 0.197f),
        (27, 27, 0.500f, 0.292f),
        (28, 28, 0.500f, 0.359f),
        (29, 29, 0.500f, 0.421f),
        (30, 30, 0.500f, 0.492f),
        (31, 35, 0.419f, 0.539f),
        (32, 34, 0.457f, 0.555f),
        (33, 33, 0.500f, 0.570f),
        (36, 45, 0.272f, 0.306f),
        (37, 44, 0.312f, 0.286f),
        (38, 43, 0.359f, 0.285f),
        (39, 42, 0.399f, 0.311f),
        (40, 47, 0.358f, 0.316f),
        (41, 46, 0.312f, 0.319f),
        (48, 54, 0.342f, 0.677f),
        (49, 53, 0.395f, 0.648f),
        (50, 52, 0.458f, 0.638f),
        (51, 51, 0.500f, 0.644f),
        (57, 57, 0.500f, 0.774f),
        (58, 56, 0.454f, 0.771f),
        (59, 55, 0.394f, 0.744f),
        (60, 64, 0.366f, 0.680f),
        (61, 63, 0.458f, 0.665f),
        (62, 62, 0.500f, 0.671f),
        (66, 66, 0.500f, 0.729f),
        (67, 65, 0.457f, 0.721f),
    ];

    /// <summary>In the crop of <c>mien prepare</c>.</summary>
    public static IReadOnlyList<Vector2> InFaceCrop { get; } = Whole();

    /// <summary>
    /// In the tight crop of the published maps of MEGC2019 (<see cref="CropLayout.Tight"/>): eyes and mouth are put where that
    /// crop has them. The jaw lies partly outside.
    /// </summary>
    public static IReadOnlyList<Vector2> InTightCrop { get; } = Tight();

    private static Vector2[] Whole()
    {
        var points = new Vector2[Shape68.Count];
        foreach (var (point, twin, x, y) in Half)
        {
            points[twin] = new Vector2(1 - x, y);
            points[point] = new Vector2(x, y);
        }

        return points;
    }

    private static Vector2[] Tight()
    {
        Vector2[] points = [.. InFaceCrop];
        var eye = Shape68.Center(points, Shape68.LeftEye);
        var mouth = (points[48].Y + points[54].Y) / 2;
        const float Cells = CropLayout.Cells;
        var across = CropLayout.Tight.EyeHalfDistance / Cells / (0.5f - eye.X);
        var down = CropLayout.Tight.EyeToMouth / Cells / (mouth - eye.Y);
        return
        [
            .. points.Select(point => new Vector2(
                0.5f + ((point.X - 0.5f) * across),
                (CropLayout.Tight.EyeHeight / Cells) + ((point.Y - eye.Y) * down)
            )),
        ];
    }
}
