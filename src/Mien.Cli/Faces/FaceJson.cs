using System.Numerics;
using System.Text;
using System.Text.Json;
using Mien.Faces.Pose;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;

namespace Mien.Cli.Faces;

/// <summary>
/// Faces for programs, written as frames come: source, frames (each with its time and faces), and at the end gaps.
/// Landmarks are [x, y] in pixels, the fitted ones, with (0, 0) the middle of the first pixel.
/// </summary>
internal sealed class FaceJson : IFaceReport
{
    private readonly TextWriter _output;
    private readonly MemoryStream _buffer = new();
    private readonly Utf8JsonWriter _json;
    private readonly FaceTimeline _timeline = new();

    public FaceJson(TextWriter output)
    {
        _output = output;
        _json = new Utf8JsonWriter(_buffer);
    }

    public void Start(MediaInfo info)
    {
        _json.WriteStartObject();
        _json.WriteString("source", info.Path);
        _json.WriteNumber("width", info.Width);
        _json.WriteNumber("height", info.Height);
        _json.WriteNumber("frameRate", info.FrameRate);
        _json.WriteStartArray("frames");
    }

    public void Add(double seconds, IReadOnlyList<TrackedFace> faces)
    {
        _timeline.Add(seconds, faces);
        _json.WriteStartObject();
        _json.WriteNumber("seconds", seconds);
        _json.WriteStartArray("faces");
        foreach (var face in faces)
        {
            Write(face);
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        Pass();
    }

    public void Finish(IReadOnlyList<QualityFinding> quality)
    {
        _json.WriteEndArray();
        _json.WriteStartArray("gaps");
        foreach (var gap in _timeline.Gaps)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(gap.First);
            _json.WriteNumberValue(gap.Last);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        if (quality.Count > 0)
        {
            Write(quality);
        }

        _json.WriteEndObject();
        Pass();
        _output.WriteLine();
    }

    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
        _output.Flush();
    }

    private void Write(IReadOnlyList<QualityFinding> quality)
    {
        _json.WriteStartArray("quality");
        foreach (var finding in quality)
        {
            _json.WriteStartObject();
            _json.WriteString("name", finding.Name);
            _json.WriteNumber("value", finding.Value);
            _json.WriteString("unit", finding.Unit);
            _json.WriteString("grade", finding.Grade.ToString().ToLowerInvariant());
            _json.WriteString("sentence", finding.Sentence);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Write(TrackedFace face)
    {
        _json.WriteStartObject();
        _json.WriteNumber("number", face.Number);
        _json.WriteStartObject("box");
        _json.WriteNumber("x", face.Box.X);
        _json.WriteNumber("y", face.Box.Y);
        _json.WriteNumber("width", face.Box.Width);
        _json.WriteNumber("height", face.Box.Height);
        _json.WriteEndObject();
        var pose = HeadPose.Of(face.RawLandmarks);
        _json.WriteStartObject("pose");
        _json.WriteNumber("yaw", pose.Yaw);
        _json.WriteNumber("pitch", pose.Pitch);
        _json.WriteNumber("roll", pose.Roll);
        _json.WriteEndObject();
        _json.WriteNumber("disagreement", face.Disagreement);
        _json.WriteStartArray("landmarks");
        foreach (Vector2 point in face.RawLandmarks)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(point.X);
            _json.WriteNumberValue(point.Y);
            _json.WriteEndArray();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
    }

    /// <summary>Hands on what is written so far, so that hours of video do not gather in memory.</summary>
    private void Pass()
    {
        _json.Flush();
        _output.Write(Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length));
        _buffer.SetLength(0);
    }
}
