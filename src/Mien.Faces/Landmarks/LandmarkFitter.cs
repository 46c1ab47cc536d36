using System.Numerics;
using Mien.Faces.Detection;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Landmarks;

/// <summary>
/// Fits landmarks from several starting boxes and takes the mean. On a face the fits agree; where there is none they
/// scatter (the idea of the restarts of Burgos-Artizzu et al. 2013), so their disagreement tells faces from other things
/// that a cascade takes for one: on photographs it was below 0.025 of the box's width on faces and above 0.04 elsewhere.
/// The mean is also steadier from frame to frame than any one fit. One fitter serves one thread.
/// </summary>
public sealed class LandmarkFitter
{
    /// <summary>Shifts and scale of the starting boxes, in widths of the box, for a face just detected.</summary>
    private static readonly (double X, double Y, double Scale)[] Around =
    [
        (0, 0, 1),
        (0.08, 0, 1),
        (-0.08, 0, 1),
        (0, 0.08, 1),
        (0, -0.08, 1),
        (0, 0, 0.9),
        (0, 0, 1.1),
    ];

    /// <summary>The same for a face followed from the frame before, where the box is good already.</summary>
    private static readonly (double X, double Y, double Scale)[] Beside =
    [
        (0, -0.06, 1),
        (0.052, 0.03, 1),
        (-0.052, 0.03, 1),
    ];

    // A cascade's box is larger and higher than the box of the mean shape: means over the faces of four photographs.
    private const double CascadeScale = 0.88;
    private const double CascadeShift = 0.05;

    private readonly LandmarkModel _model;
    private readonly Vector2[] _fits;

    /// <summary>A fitter for one model.</summary>
    public LandmarkFitter(LandmarkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _fits = new Vector2[Around.Length * model.PointCount];
    }

    /// <summary>Fits the face in a box that a cascade found.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="detection">The cascade's box.</param>
    /// <param name="points">Receives the landmarks.</param>
    /// <returns>Mean deviation of the fits from their mean, in widths of the face's box.</returns>
    public double FitDetection(ByteImage gray, FaceBox detection, Span<Vector2> points)
    {
        var size = detection.Width * CascadeScale;
        var top = detection.CenterY + (CascadeShift * detection.Width) - (size / 2);
        // A first fit finds the box, the others start around it.
        _model.Fit(gray, new FaceBox(detection.CenterX - (size / 2), top, size, size), points);
        return FitAround(gray, _model.BoxFor(points), Around, points);
    }

    /// <summary>Fits a face near where its landmarks were in the frame before.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="previous">The landmarks of the frame before.</param>
    /// <param name="points">Receives the landmarks; may be <paramref name="previous"/>.</param>
    /// <returns>Mean deviation of the fits from their mean, in widths of the face's box.</returns>
    public double FitNext(ByteImage gray, ReadOnlySpan<Vector2> previous, Span<Vector2> points) =>
        FitNear(gray, _model.BoxFor(previous), points);

    /// <summary>Fits a face whose box is known from its landmarks in this frame or one nearby.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="box">The box, as <see cref="LandmarkModel.BoxFor"/> gives it.</param>
    /// <param name="points">Receives the landmarks.</param>
    /// <returns>Mean deviation of the fits from their mean, in widths of the face's box.</returns>
    public double FitNear(ByteImage gray, FaceBox box, Span<Vector2> points) => FitAround(gray, box, Beside, points);

    private double FitAround(
        ByteImage gray,
        FaceBox box,
        (double X, double Y, double Scale)[] starts,
        Span<Vector2> points
    )
    {
        Span<FaceBox> boxes = stackalloc FaceBox[starts.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            var (x, y, scale) = starts[i];
            var size = box.Width * scale;
            var left = box.CenterX + (x * box.Width) - (size / 2);
            var top = box.CenterY + (y * box.Width) - (size / 2);
            boxes[i] = new FaceBox(left, top, size, size);
        }

        _model.FitAll(gray, boxes, _fits);
        return Average(starts.Length, points) / box.Width;
    }

    /// <summary>The mean shape, and the mean over points of the root mean square distance to it, in pixels.</summary>
    private double Average(int count, Span<Vector2> points)
    {
        var deviation = 0.0;
        for (var p = 0; p < _model.PointCount; p++)
        {
            var mean = Vector2.Zero;
            for (var i = 0; i < count; i++)
            {
                mean += _fits[(i * _model.PointCount) + p];
            }

            mean /= count;
            var square = 0f;
            for (var i = 0; i < count; i++)
            {
                square += (_fits[(i * _model.PointCount) + p] - mean).LengthSquared();
            }

            points[p] = mean;
            deviation += Math.Sqrt(square / count);
        }

        return deviation / _model.PointCount;
    }
}
