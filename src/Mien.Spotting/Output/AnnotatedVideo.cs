using System.Numerics;
using Mien.Faces.Landmarks;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Imaging.Pictures;
using Mien.Spotting.Analysis;
using Mien.Spotting.Details;
using Mien.Spotting.Events;
using Mien.Spotting.Motion;

namespace Mien.Spotting.Output;

/// <summary>
/// Writes the recording again with what was found in it: a frame around each face, the movement in words while it lasts,
/// and a strip below with all events and the place in time. Sound is left out. With hidden faces only lines between landmarks are
/// drawn.
/// </summary>
public sealed class AnnotatedVideo
{
    private const int StripHeight = 26;
    private const int Quality = 20;

    private static readonly byte[] Ground = [24, 28, 34];
    private static readonly byte[] Quiet = [150, 158, 168];
    private static readonly byte[] Micro = [90, 170, 255];
    private static readonly byte[] Macro = [95, 215, 190];
    private static readonly byte[] Text = [255, 255, 255];

    private readonly AnalysisResult _result;
    private readonly LandmarkFitter? _fitter;
    private readonly Vector2[] _points = new Vector2[Shape68.Count];
    private readonly int _scale;

    /// <summary>Prepares for a finished analysis.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="hidden">The landmark model to draw lines by, where faces are to be hidden; null to show the recording.</param>
    public AnnotatedVideo(AnalysisResult result, LandmarkModel? hidden)
    {
        ArgumentNullException.ThrowIfNull(result);
        _result = result;
        _fitter = hidden is null ? null : new LandmarkFitter(hidden);
        _scale = Math.Max(1, result.Info.Height / 240);
    }

    /// <summary>Reads the recording once more and writes the video, whole or not at all.</summary>
    /// <param name="path">Where to, an .mp4.</param>
    /// <param name="motion">Where the faces are.</param>
    /// <param name="progress">Told of every frame.</param>
    /// <param name="cancellation">Stops between frames.</param>
    /// <exception cref="InputFaultException">ffmpeg is not installed or cannot write.</exception>
    public void Write(
        string path,
        MotionReader motion,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(motion);
        ArgumentNullException.ThrowIfNull(progress);
        using var source = FrameSources.Open(
            _result.Info.Path,
            _result.Options.Source with
            {
                Color = _fitter is null ? FrameColor.Rgb : FrameColor.Gray,
            }
        );
        FfmpegVideo.Write(
            path,
            Frames(source, motion, progress, cancellation),
            source.Info.Width,
            source.Info.Height + (_scale * StripHeight),
            source.Info.FrameRate,
            VideoCodec.H264,
            Quality,
            FrameColor.Rgb
        );
    }

    private IEnumerable<ByteImage> Frames(
        IFrameSource source,
        MotionReader motion,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        var (frame, strip) = (source.CreateFrame(), _scale * StripHeight);
        var picture = new ByteImage(frame.Width, frame.Height + strip, 3);
        var (sample, record) = (new MotionSample(), 0L);
        while (source.TryRead(frame, out var stamp))
        {
            cancellation.ThrowIfCancellationRequested();
            Lay(frame, picture);
            for (; record < motion.Count; record++)
            {
                motion.Read(record, sample);
                if (sample.Frame > stamp.Index)
                {
                    break;
                }

                if (sample.Face > 0 && sample.Frame == stamp.Index)
                {
                    DrawFace(frame, picture, sample);
                }
            }

            DrawStrip(picture, frame.Height, stamp.Seconds);
            progress.Report(
                new ProgressStep("annotated video", stamp.Index + 1, Math.Max(stamp.Index + 1, _result.Timeline.Frames))
            );
            yield return picture;
        }
    }

    private void Lay(ByteImage frame, ByteImage picture)
    {
        if (_fitter is null)
        {
            frame.Samples.CopyTo(picture.Samples, 0);
            return;
        }

        picture.Samples.AsSpan(0, 3 * frame.Width * frame.Height).Fill(245);
    }

    private void DrawFace(ByteImage frame, ByteImage picture, MotionSample sample)
    {
        var now = _result.Events.FirstOrDefault(analysed =>
            analysed.Event.Face == sample.Face
            && analysed.Event.Onset <= sample.Frame
            && analysed.Event.Offset >= sample.Frame
        );
        var color = now is null ? Quiet : ColorOf(now);
        var box = sample.Box;
        if (_fitter is not null)
        {
            _fitter.FitNear(frame, box, _points);
            LineFace.Draw(picture, _points, 60);
        }

        var (left, top) = ((int)box.X, (int)box.Y);
        Outline(picture, left, top, (int)box.Width, (int)box.Height, frame.Height, color);
        var words = now is null ? BlinkAt(sample) : WordsOf(now);
        if (_result.Faces.Count > 1)
        {
            words = $"{sample.Face} {words}";
        }

        if (words.Length > 0)
        {
            Label(picture, words, left, top - PixelText.LineHeight(_scale), color);
        }
    }

    private static byte[] ColorOf(AnalysedEvent analysed) => analysed.Event.Kind == EventKind.Micro ? Micro : Macro;

    private static string WordsOf(AnalysedEvent analysed)
    {
        var movement = MovementWords.Of(analysed.Event).Split(';')[0];
        return analysed.Event.Kind == EventKind.Micro ? $"micro: {movement}" : movement;
    }

    private string BlinkAt(MotionSample sample) =>
        _result.Blinks.Any(blink =>
            blink.Face == sample.Face && blink.Onset <= sample.Frame && blink.Offset >= sample.Frame
        )
            ? "blink"
            : "";

    private void Label(ByteImage picture, string text, int left, int top, byte[] color)
    {
        var width = PixelText.WidthOf(text, _scale) + (4 * _scale);
        left = Math.Clamp(left, 0, Math.Max(0, picture.Width - width));
        top = Math.Max(0, top);
        Fill(picture, left, top, width, PixelText.LineHeight(_scale), Ground);
        PixelText.Write(picture, text, left + (2 * _scale), top + (2 * _scale), _scale, color);
    }

    private void Outline(ByteImage picture, int left, int top, int width, int height, int bottom, byte[] color)
    {
        height = Math.Min(height, bottom - top);
        Fill(picture, left, top, width, _scale, color);
        Fill(picture, left, top + height - _scale, width, _scale, color);
        Fill(picture, left, top, _scale, height, color);
        Fill(picture, left + width - _scale, top, _scale, height, color);
    }

    private void DrawStrip(ByteImage picture, int top, double seconds)
    {
        var (height, length) = (_scale * StripHeight, Math.Max(0.1, _result.Seconds));
        Fill(picture, 0, top, picture.Width, height, Ground);
        foreach (var analysed in _result.Events)
        {
            var (first, last) = (PlaceOf(analysed.Event.OnsetSeconds), PlaceOf(analysed.Event.OffsetSeconds));
            Fill(picture, first, top + (3 * _scale), Math.Max(2 * _scale, last - first), 6 * _scale, ColorOf(analysed));
        }

        Fill(picture, PlaceOf(seconds), top, _scale, 12 * _scale, Text);
        var clock = TimeSpan.FromSeconds(seconds).ToString(@"h\:mm\:ss\.ff");
        PixelText.Write(picture, clock, 3 * _scale, top + (15 * _scale), _scale, Text);
        int PlaceOf(double at) => (int)(Math.Clamp(at / length, 0, 1) * (picture.Width - _scale));
    }

    private static void Fill(ByteImage picture, int left, int top, int width, int height, byte[] color)
    {
        var (right, bottom) = (Math.Min(picture.Width, left + width), Math.Min(picture.Height, top + height));
        for (var y = Math.Max(0, top); y < bottom; y++)
        {
            for (var x = Math.Max(0, left); x < right; x++)
            {
                color.CopyTo(picture.Pixel(x, y));
            }
        }
    }
}
