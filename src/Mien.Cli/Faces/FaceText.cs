using System.Globalization;
using Mien.Faces.Pose;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Cli.Faces;

/// <summary>Faces for people: each face of a picture, or a summary of a video.</summary>
internal sealed class FaceText(TextWriter output) : IFaceReport
{
    private readonly FaceTimeline _timeline = new();
    private readonly Dictionary<int, (JitterMeter Raw, JitterMeter Filtered, double Width)> _meters = [];
    private IReadOnlyList<TrackedFace> _lastFaces = [];
    private MediaInfo? _info;

    public void Start(MediaInfo info) => _info = info;

    public void Add(double seconds, IReadOnlyList<TrackedFace> faces)
    {
        _timeline.Add(seconds, faces);
        foreach (var face in faces)
        {
            var (raw, filtered, _) = _meters.GetValueOrDefault(face.Number, (new JitterMeter(), new JitterMeter(), 0));
            raw.Add([.. face.RawLandmarks]);
            filtered.Add([.. face.Landmarks]);
            _meters[face.Number] = (raw, filtered, face.Box.Width);
        }

        foreach (var (number, meters) in _meters)
        {
            if (faces.All(face => face.Number != number))
            {
                meters.Raw.Break();
                meters.Filtered.Break();
            }
        }

        _lastFaces = faces;
    }

    public void Finish(IReadOnlyList<QualityFinding> quality)
    {
        if (_timeline.Frames == 1)
        {
            WritePicture();
        }
        else
        {
            WriteVideo();
        }

        foreach (var finding in quality)
        {
            Line($"{finding.Name}: {finding.Grade.ToString().ToLowerInvariant()}, {finding.Sentence}");
        }
    }

    public void Dispose() => output.Flush();

    private void WritePicture()
    {
        Line($"{_info!.Path}: {_info.Width} x {_info.Height} pixels, {Count(_lastFaces.Count, "face")}");
        foreach (var face in _lastFaces)
        {
            var (box, pose) = (face.Box, HeadPose.Of(face.RawLandmarks));
            var doubt = face.Disagreement > StillFaces.DoubtAbove ? "; unsure, its landmarks do not agree" : "";
            Line(
                $"face {face.Number}: {box.Width:F0} x {box.Height:F0} pixels at ({box.X:F0}, {box.Y:F0}), yaw {pose.Yaw:F0}, pitch {pose.Pitch:F0}, roll {pose.Roll:F0} degrees{doubt}"
            );
        }
    }

    private void WriteVideo()
    {
        Line(
            $"{_info!.Path}: {_info.Width} x {_info.Height} pixels, {_info.FrameRate:F2} frames/s, {_timeline.FramesWithFace} of {Count(_timeline.Frames, "frame")} with a face"
        );
        foreach (var face in _timeline.Faces)
        {
            var (raw, filtered, width) = _meters[face.Number];
            Line(
                $"face {face.Number}: {face.First:F2} to {face.Last:F2} s, {Count(face.Frames, "frame")}, {width:F0} pixels wide, landmarks tremble by {raw.Deviation:F2} pixels ({filtered.Deviation:F2} filtered)"
            );
        }

        foreach (var gap in _timeline.Gaps)
        {
            Line($"no face: {gap.First:F2} to {gap.Last:F2} s");
        }
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
