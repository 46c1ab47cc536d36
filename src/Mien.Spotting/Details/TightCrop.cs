using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using CropLayout = Mien.Data.Synthetic.CropLayout;

namespace Mien.Spotting.Details;

/// <summary>
/// The crop that models of made-up motion know (<see cref="CropLayout.Tight"/>): the eyes lie where that layout has them,
/// and so does the mouth, so that width and height have scales of their own, as in a tight crop that was resized to a
/// square.
/// </summary>
internal static class TightCrop
{
    /// <summary>Lays the crop on a face.</summary>
    /// <param name="landmarks">68 points in the picture.</param>
    /// <param name="size">Columns and rows.</param>
    public static FaceAlignment Of(ReadOnlySpan<Vector2> landmarks, int size)
    {
        var layout = CropLayout.Tight;
        var (left, right) = (Shape68.Center(landmarks, Shape68.LeftEye), Shape68.Center(landmarks, Shape68.RightEye));
        var eyes = (left + right) / 2;
        var mouth = (Shape68.Center(landmarks, Shape68.InnerLips) + ((landmarks[48] + landmarks[54]) / 2)) / 2;
        var across = Vector2.Normalize(right - left);
        var down = new Vector2(-across.Y, across.X);
        var cellAcross = across * (Vector2.Distance(left, right) / 2 / layout.EyeHalfDistance);
        // A mouth that is not below the eyes is no face's; a face's proportions then serve.
        var eyesToMouth = Math.Max(Vector2.Dot(mouth - eyes, down), 0.5f * Vector2.Distance(left, right));
        var cellDown = down * (eyesToMouth / layout.EyeToMouth);
        var cells = (float)CropLayout.Cells / size;
        var first = new Vector2((cells / 2) - layout.Midline, (cells / 2) - layout.EyeHeight);
        var origin = eyes + (first.X * cellAcross) + (first.Y * cellDown);
        return new FaceAlignment(
            new Matrix3x2(
                cells * cellAcross.X,
                cells * cellAcross.Y,
                cells * cellDown.X,
                cells * cellDown.Y,
                origin.X,
                origin.Y
            ),
            size
        );
    }
}
