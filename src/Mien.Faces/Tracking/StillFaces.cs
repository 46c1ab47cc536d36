using System.Numerics;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tracking;

/// <summary>
/// The faces of a single picture: all that the cascade finds, of every size, as OpenCV's detectMultiScale with its defaults
/// does. One that is none is told by its <see cref="TrackedFace.Disagreement"/>.
/// </summary>
public sealed class StillFaces
{
    /// <summary>Fits that disagree by more, in widths of the face, leave in doubt whether a face is there.</summary>
    public const double DoubtAbove = 0.03;

    private readonly CascadeDetector _detector;
    private readonly LandmarkModel _model;
    private readonly LandmarkFitter _fitter;

    /// <summary>Finds faces with a cascade and a landmark model; serves one thread.</summary>
    public StillFaces(Cascade cascade, LandmarkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _detector = new CascadeDetector(cascade);
        _model = model;
        _fitter = new LandmarkFitter(model);
    }

    /// <summary>The faces, the largest first; each has the cascade's own box.</summary>
    /// <param name="gray">A picture of one channel.</param>
    public IReadOnlyList<TrackedFace> Find(ByteImage gray)
    {
        var found = _detector.Detect(gray, new DetectorOptions()).OrderByDescending(face => face.Box.Width);
        return [.. found.Select((face, i) => Fit(gray, i + 1, face.Box))];
    }

    private TrackedFace Fit(ByteImage gray, int number, FaceBox box)
    {
        var points = new Vector2[_model.PointCount];
        var disagreement = _fitter.FitDetection(gray, box, points);
        return new TrackedFace(number, box, points, points, disagreement);
    }
}
