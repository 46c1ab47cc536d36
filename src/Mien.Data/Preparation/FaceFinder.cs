using System.Globalization;
using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Preparation;

/// <summary>Finds the face of an onset frame and lays the crop; serves one thread.</summary>
internal sealed class FaceFinder(FaceModelFiles models, PreparationOptions options)
{
    private const double SureBelow = 0.03;

    private readonly CascadeDetector _detector = new(models.Cascade);
    private readonly LandmarkFitter _fitter = new(models.Landmarks);

    /// <summary>The crop, the landmarks in it, and the words of the provenance line.</summary>
    public (FaceAlignment Alignment, Vector2[] Landmarks, string Line) Find(ByteImage onset, string clip)
    {
        var detector = new DetectorOptions { MinSize = Math.Min(onset.Width, onset.Height) / 8, Threads = 1 };
        var points = new Vector2[models.Landmarks.PointCount];
        foreach (var face in _detector.Detect(onset, detector).OrderByDescending(face => face.Box.Width))
        {
            var disagreement = _fitter.FitDetection(onset, face.Box, points);
            if (disagreement < SureBelow)
            {
                return Lay(points, face.Box, disagreement);
            }
        }

        throw new InputFaultException(
            $"{clip} shows no face on its onset frame: if its frames are cropped faces already, prepare with --align whole."
        );
    }

    private (FaceAlignment, Vector2[], string) Lay(Vector2[] points, FaceBox box, double disagreement)
    {
        var method = options.Crop switch
        {
            CropKind.Affine => AlignmentMethod.Affine,
            CropKind.None => AlignmentMethod.None,
            _ => AlignmentMethod.Similarity,
        };
        var alignment = FaceAlignment.Of(points, models.Landmarks.MeanShape, options.CropSize, method);
        var turn = Math.Atan2(alignment.CropToPicture.M12, alignment.CropToPicture.M11) * 180 / Math.PI;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"face {Path.GetFileName(models.Cascade.Path)} {box.Width}x{box.Height}+{box.X}+{box.Y} | landmarks {Path.GetFileName(models.Landmarks.Path)} disagreement {disagreement:F4} | crop {Word(method)} size {options.CropSize} scale {alignment.Scale:F4} turn {turn:F2}"
        );
        return (alignment, alignment.ToCrop(points), line);
    }

    private static string Word(AlignmentMethod method) => method.ToString().ToLowerInvariant();
}
