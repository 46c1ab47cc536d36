using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Faces.Pose;
using Mien.Faces.Tracking;
using Mien.Imaging.Flow;
using Mien.Imaging.Pictures;
using Mien.Spotting.Regions;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Spotting.Motion;

/// <summary>
/// Follows the regions of one face: each frame's flow is measured against a reference frame, not against the frame
/// before, so that errors do not add up from frame to frame. The reference is renewed when the head has moved away from
/// it or after some seconds; displacements go on from where they were.
/// </summary>
internal sealed class RegionMotionMeter
{
    private readonly MotionOptions _options;
    private readonly SlowAlignment _slow;
    private readonly IFlowMethod _flow;
    private readonly FlowField _field;
    private readonly HeadFit _head;
    private readonly Vector2[] _base = new Vector2[FaceRegions.Count];
    private readonly Vector2[] _places = new Vector2[FaceRegions.Count];
    private readonly float[] _radii = new float[FaceRegions.Count];
    private Plane _reference;
    private Plane _crop;
    private double? _referenceSeconds;

    public RegionMotionMeter(LandmarkModel model, MotionOptions options)
    {
        _options = options;
        _slow = new SlowAlignment(model.MeanShape, options.CropSize);
        _flow = FlowMethods.Create(options.Flow, options.CropSize, options.CropSize);
        _field = new FlowField(options.CropSize, options.CropSize);
        _head = new HeadFit(options.CropSize);
        _reference = new Plane(options.CropSize, options.CropSize);
        _crop = new Plane(options.CropSize, options.CropSize);
    }

    /// <summary>Measures the face in the next frame.</summary>
    public void Next(ByteImage picture, TrackedFace face, double seconds, MotionSample sample)
    {
        var alignment = _slow.Next(face.Landmarks, seconds);
        FaceCropper.Crop(picture, alignment, _crop);
        var landmarks = alignment.ToCrop(face.Landmarks);
        Describe(face, seconds, sample);
        if (_referenceSeconds is not { } since)
        {
            Array.Clear(_base);
            Array.Clear(sample.Regions);
            (sample.IsStart, sample.Residual) = (true, 0);
            TakeReference(landmarks, seconds);
            return;
        }

        _flow.Estimate(_reference, _crop, _field);
        _head.Fit(_field);
        sample.IsStart = false;
        sample.Residual = (float)_head.Residual;
        for (var r = 0; r < _places.Length; r++)
        {
            sample.Regions[r] = _base[r] + MeanAround(_places[r], _radii[r]);
        }

        if (
            seconds - since >= _options.ReferenceSeconds
            || _head.At(_crop.Width / 2f, _crop.Height / 2f).Length() > _options.ReferenceReach
        )
        {
            sample.Regions.CopyTo(_base, 0);
            TakeReference(landmarks, seconds);
        }
    }

    /// <summary>Ends a stretch: the face was lost.</summary>
    public void Break()
    {
        _slow.Break();
        _referenceSeconds = null;
    }

    private void TakeReference(Vector2[] landmarks, double seconds)
    {
        (_reference, _crop) = (_crop, _reference);
        _referenceSeconds = seconds;
        _head.Place(landmarks);
        var eyes = Shape68.EyeDistance(landmarks);
        for (var r = 0; r < _places.Length; r++)
        {
            _places[r] = FaceRegions.All[r].Place(landmarks, eyes);
            _radii[r] = Math.Max(1, FaceRegions.All[r].Radius * eyes);
        }
    }

    /// <summary>Mean motion without the head's in a Gaussian window, sampled on every second pixel.</summary>
    private Vector2 MeanAround(Vector2 place, float radius)
    {
        var reach = 2 * radius;
        var (left, right) = Limits(place.X, reach, _field.Width);
        var (top, bottom) = Limits(place.Y, reach, _field.Height);
        var (sum, weights) = (Vector2.Zero, 1e-6f);
        for (var y = top; y <= bottom; y += 2)
        {
            for (var x = left; x <= right; x += 2)
            {
                var away = (new Vector2(x, y) - place).LengthSquared() / (radius * radius);
                var weight = away > 4 ? 0 : MathF.Exp(-0.5f * away);
                sum += weight * (new Vector2(_field.U[x, y], _field.V[x, y]) - _head.At(x, y));
                weights += weight;
            }
        }

        return sum / weights;
    }

    private static (int First, int Last) Limits(float middle, float reach, int size) =>
        (Math.Clamp((int)MathF.Ceiling(middle - reach), 0, size - 1), Math.Clamp((int)(middle + reach), 0, size - 1));

    private static void Describe(TrackedFace face, double seconds, MotionSample sample)
    {
        var pose = HeadPose.Of(face.Landmarks);
        sample.Seconds = seconds;
        sample.Face = face.Number;
        sample.Pose = new Vector3((float)pose.Yaw, (float)pose.Pitch, (float)pose.Roll);
        sample.Head = face.Landmarks[Shape68.NoseReference] / (float)Math.Max(1, face.Box.Width);
        sample.EyeOpening = (Opening(face.RawLandmarks, 36) + Opening(face.RawLandmarks, 42)) / 2;
    }

    private static float Opening(IReadOnlyList<Vector2> points, int eye) =>
        (Vector2.Distance(points[eye + 1], points[eye + 5]) + Vector2.Distance(points[eye + 2], points[eye + 4]))
        / Math.Max(1e-3f, 2 * Vector2.Distance(points[eye], points[eye + 3]));
}
