using System.Numerics;
using Mien.Data.Synthetic;
using Mien.Data.Twins;
using Mien.Faces.Landmarks;

namespace Mien.Data.Planting;

/// <summary>
/// A face in a picture as the drawn ones are: upright, in millimetres around the point between the pupils, whose distance
/// is taken for an adult's. What is measured of the person are the heights of brows and mouth and the width of the mouth.
/// </summary>
internal readonly struct FaceFrame
{
    /// <summary>Where a field of motion is laid out: two pixels a millimetre, forehead to chin.</summary>
    public static readonly FaceView View = new(320, 420, 2, 160, 140);

    /// <summary>Measures a face.</summary>
    /// <param name="landmarks">68 points in the picture.</param>
    public FaceFrame(ReadOnlySpan<Vector2> landmarks)
    {
        var (left, right) = (Shape68.Center(landmarks, Shape68.LeftEye), Shape68.Center(landmarks, Shape68.RightEye));
        var across = Vector2.Normalize(right - left);
        var down = new Vector2(-across.Y, across.X);
        var pixel = Math.Max(1, Vector2.Distance(left, right)) / AdultFace.PupilDistance;
        var eyes = (left + right) / 2;
        // Pixels of the field are two a millimetre, with the middle between the pupils at the view's centre.
        var step = pixel / View.Scale;
        var field = new Matrix3x2(across.X * step, across.Y * step, down.X * step, down.Y * step, eyes.X, eyes.Y);
        FieldToPicture = Matrix3x2.CreateTranslation(0.5f - View.CentreX, 0.5f - View.CentreY) * field;
        Shape = ShapeOf(landmarks, eyes, across, down, pixel);
    }

    /// <summary>Maps pixels of the field to pixels of the picture.</summary>
    public Matrix3x2 FieldToPicture { get; }

    /// <summary>Proportions in cells of the tight crop.</summary>
    public FaceShape Shape { get; }

    private static FaceShape ShapeOf(
        ReadOnlySpan<Vector2> landmarks,
        Vector2 eyes,
        Vector2 across,
        Vector2 down,
        float pixel
    )
    {
        var brows = (Shape68.Center(landmarks, Shape68.LeftBrow) + Shape68.Center(landmarks, Shape68.RightBrow)) / 2;
        var mouth = (landmarks[48] + landmarks[54]) / 2;
        var width = Vector2.Dot(landmarks[54] - landmarks[48], across);
        var tight = CropLayout.Tight;
        // A bad fit must not give a face that nobody has.
        var toMouth = Within(Vector2.Dot(mouth - eyes, down) / pixel / FaceView.CellDown, tight.EyeToMouth);
        return FaceShape.Average(tight) with
        {
            BrowGap = Within(Vector2.Dot(eyes - brows, down) / pixel / FaceView.CellDown, tight.BrowGap),
            EyeToMouth = toMouth,
            MouthHalfWidth = Within(width / 2 / pixel / FaceView.CellAcross, tight.MouthHalfWidth),
            Down = toMouth / tight.EyeToMouth,
        };
    }

    private static float Within(float measured, float usual) => Math.Clamp(measured, 0.6f * usual, 1.5f * usual);
}
