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

    // Where a single window is enough for a detection, the landmarks have to be surer that it is a face.
    private const double SurestBelow = 0.015;

    private readonly CascadeDetector _detector = new(models.Cascade);
    private readonly LandmarkFitter _fitter = new(models.Landmarks);

    /// <summary>
    /// The face of a frame, the largest that is surely one; null when there is none. Where the usual sweep of the cascade
    /// finds nothing, as with little contrast, a finer one is tried.
    /// </summary>
    public FaceOnFrame? Find(ByteImage frame)
    {
        var usual = new DetectorOptions { MinSize = Math.Min(frame.Width, frame.Height) / 8, Threads = 1 };
        return Find(frame, usual, SureBelow)
            ?? Find(frame, usual with { ScaleFactor = 1.05, MinNeighbors = 1 }, SurestBelow);
    }

    private FaceOnFrame? Find(ByteImage frame, DetectorOptions detector, double sureBelow)
    {
        var points = new Vector2[models.Landmarks.PointCount];
        foreach (var face in _detector.Detect(frame, detector).OrderByDescending(face => face.Box.Width))
        {
            var disagreement = _fitter.FitDetection(frame, face.Box, points);
            if (disagreement < sureBelow)
            {
                return Lay(points, face.Box, disagreement);
            }
        }

        return null;
    }

    private FaceOnFrame Lay(Vector2[] points, FaceBox box, double disagreement)
    {
        var method = options.Crop switch
        {
            CropKind.Affine => AlignmentMethod.Affine,
            CropKind.None => AlignmentMethod.None,
            _ => AlignmentMethod.Similarity,
        };
        var alignment = FaceAlignment.Of(points, models.Landmarks.MeanShape, options.CropSize, method, options.Layout);
        var turn = Math.Atan2(alignment.CropToPicture.M12, alignment.CropToPicture.M11) * 180 / Math.PI;
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"face {Path.GetFileName(models.Cascade.Path)} {box.Width}x{box.Height}+{box.X}+{box.Y} | landmarks {Path.GetFileName(models.Landmarks.Path)} disagreement {disagreement:F4} | crop {options.Layout.InFull()} {Word(method)} size {options.CropSize} scale {alignment.Scale:F4} turn {turn:F2}"
        );
        return new FaceOnFrame(alignment, points, line);
    }

    private static string Word(AlignmentMethod method) => method.ToString().ToLowerInvariant();
}
