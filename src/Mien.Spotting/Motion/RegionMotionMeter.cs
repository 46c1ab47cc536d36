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
    // A face that was lost for a moment (a blink, a hand) is measured against the same reference afterwards.
    private const double LongestGap = 0.5;
    private const double LongestBlink = 0.7;

    private readonly MotionOptions _options;
    private readonly SlowAlignment _slow;
    private readonly IFlowMethod _flow;
    private readonly FlowField _field;
    private readonly HeadFit _head;
    private readonly Vector2[] _base = new Vector2[FaceRegions.Count];
    private readonly RegionWindow[] _windows;
    private Plane _reference;
    private Plane _crop;
    private Vector2 _referencePlace;
    private Vector2 _baseHead;
    private Vector2 _baseTurn;
    private double? _referenceSeconds;
    private double _seconds;
    private float _usualOpening;

    public RegionMotionMeter(LandmarkModel model, MotionOptions options)
    {
        _options = options;
        _slow = new SlowAlignment(model.MeanShape, options.CropSize);
        _flow = options.Flow.Create(options.CropSize, options.CropSize);
        _field = new FlowField(options.CropSize, options.CropSize);
        _head = new HeadFit(options.CropSize);
        _windows = [.. FaceRegions.All.Select(_ => new RegionWindow())];
        _reference = new Plane(options.CropSize, options.CropSize);
        _crop = new Plane(options.CropSize, options.CropSize);
    }

    /// <summary>Measures the face in the next frame.</summary>
    public void Next(ByteImage picture, TrackedFace face, double seconds, MotionSample sample)
    {
        if (seconds - _seconds > LongestGap)
        {
            _slow.Break();
            _referenceSeconds = null;
        }

        _seconds = seconds;
        var alignment = _slow.Next(face.Landmarks, seconds);
        FaceCropper.Crop(picture, alignment, _crop);
        var landmarks = alignment.ToCrop(face.Landmarks);
        Describe(face, seconds, sample);
        _usualOpening = Math.Max(sample.EyeOpening, _usualOpening + (0.02f * (sample.EyeOpening - _usualOpening)));
        if (_referenceSeconds is not { } since)
        {
            Array.Clear(_base);
            (_baseHead, _baseTurn) = (Vector2.Zero, Vector2.Zero);
            (sample.Head, sample.Turn) = (Vector2.Zero, Vector2.Zero);
            Array.Clear(sample.Regions);
            Array.Clear(sample.Strains);
            Array.Clear(sample.Misfits);
            (sample.IsStart, sample.Residual) = (true, 0);
            TakeReference(alignment, landmarks, seconds);
            return;
        }

        _flow.Estimate(_reference, _crop, _field);
        _head.Fit(_field);
        sample.IsStart = false;
        sample.Residual = (float)_head.Residual;
        sample.Head =
            _baseHead + (PlaceOf(alignment, Center + _head.At(_head.TermsAt(Center.X, Center.Y))) - _referencePlace);
        sample.Turn = _baseTurn + new Vector2(_head.Motion.U.W, _head.Motion.V.W);
        var (light, furthest) = (MeanChange(), 0f);
        for (var r = 0; r < _windows.Length; r++)
        {
            var window = _windows[r];
            var motion = window.MotionIn(_field) - _head.At(window.Terms);
            sample.Regions[r] = _base[r] + motion;
            furthest = FaceRegions.All[r].IsOfEye ? furthest : Math.Max(furthest, motion.Length());
            sample.Strains[r] = window.StrainIn(_field, _head.Gradient);
            sample.Misfits[r] = window.MisfitOf(_reference, _crop, _field, light);
        }

        if (IsReferenceDue(seconds - since, furthest) && IsCalm(sample, seconds - since))
        {
            sample.Regions.CopyTo(_base, 0);
            (_baseHead, _baseTurn) = (sample.Head, sample.Turn);
            TakeReference(alignment, landmarks, seconds);
        }
    }

    private Vector2 Center => new(_options.CropSize / 2f);

    /// <summary>Takes over the places of a recording that was ended.</summary>
    /// <param name="old">The face in its last frame.</param>
    /// <param name="now">The face as it was just measured in the same frame.</param>
    public void GoOnFrom(MotionSample old, MotionSample now)
    {
        for (var r = 0; r < _base.Length; r++)
        {
            _base[r] += old.Regions[r] - now.Regions[r];
        }

        _baseHead += old.Head - now.Head;
        _baseTurn += old.Turn - now.Turn;
    }

    /// <summary>Flow is sure for small motion only, so a large one is measured in steps.</summary>
    private bool IsReferenceDue(double age, float furthest) =>
        age >= _options.ReferenceSeconds
        || furthest > _options.RegionReach
        || _head.At(_head.TermsAt(Center.X, Center.Y)).Length() > _options.ReferenceReach;

    /// <summary>A face in a blink is no reference: half of it would seem to move when the eyes open.</summary>
    private bool IsCalm(MotionSample sample, double age)
    {
        return sample.EyeOpening > 0.85f * _usualOpening || age > _options.ReferenceSeconds + LongestBlink;
    }

    /// <summary>A place of the crop in the picture, in pixels of the crop.</summary>
    private static Vector2 PlaceOf(FaceAlignment alignment, Vector2 place) =>
        Vector2.Transform(place, alignment.CropToPicture) / (float)alignment.Scale;

    private void TakeReference(FaceAlignment alignment, Vector2[] landmarks, double seconds)
    {
        _referencePlace = PlaceOf(alignment, Center);
        (_reference, _crop) = (_crop, _reference);
        _referenceSeconds = seconds;
        _head.Place(landmarks);
        var eyes = Shape68.EyeDistance(landmarks);
        for (var r = 0; r < _windows.Length; r++)
        {
            var region = FaceRegions.All[r];
            _windows[r].Place(region.Place(landmarks, eyes), Math.Max(1, region.Radius * eyes), _head);
        }
    }

    /// <summary>How much brighter the whole crop is than the reference, in gray levels.</summary>
    private float MeanChange()
    {
        var (now, before) = (_crop.Samples, _reference.Samples);
        var sum = 0.0;
        for (var i = 0; i < now.Length; i += 7)
        {
            sum += now[i] - before[i];
        }

        return (float)(sum / ((now.Length + 6) / 7));
    }

    private static void Describe(TrackedFace face, double seconds, MotionSample sample)
    {
        var pose = HeadPose.Of(face.Landmarks);
        sample.Seconds = seconds;
        (sample.Face, sample.Box) = (face.Number, face.Box);
        sample.Pose = new Vector3((float)pose.Yaw, (float)pose.Pitch, (float)pose.Roll);
        sample.EyeOpening = (Opening(face.RawLandmarks, 36) + Opening(face.RawLandmarks, 42)) / 2;
    }

    private static float Opening(IReadOnlyList<Vector2> points, int eye) =>
        (Vector2.Distance(points[eye + 1], points[eye + 5]) + Vector2.Distance(points[eye + 2], points[eye + 4]))
        / Math.Max(1e-3f, 2 * Vector2.Distance(points[eye], points[eye + 3]));
}
