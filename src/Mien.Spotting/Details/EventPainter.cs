using System.Numerics;
using Mien.Faces.Alignment;
using Mien.Faces.Landmarks;
using Mien.Imaging.Flow;
using Mien.Imaging.Magnification;
using Mien.Imaging.Pictures;
using Plane = Mien.Imaging.Pictures.Plane;

namespace Mien.Spotting.Details;

/// <summary>
/// Draws an event: its face at onset and apex, where it moved, and a loop that enlarges the movement, the head's own motion
/// taken out. With hidden faces everything is drawn on lines between landmarks.
/// </summary>
internal sealed class EventPainter
{
    private const int Size = 144;
    private static readonly double[] Scales = [1, 2, 3, 5, 8, 12, 20];
    private const float SeenMotion = 7;
    private const float MostEnlarged = 11;
    private const int FrameMilliseconds = 70;
    private const int PauseMilliseconds = 700;
    private const byte Ink = 70;

    private readonly LandmarkModel _landmarks;
    private readonly bool _isHidden;
    private readonly TvL1 _flow = new(Size, Size);
    private readonly Farneback _quick = new(Size, Size);
    private readonly FlowField _field = new(Size, Size);

    /// <param name="landmarks">For its mean shape.</param>
    /// <param name="isHidden">Whether no face may be recognised.</param>
    public EventPainter(LandmarkModel landmarks, bool isHidden) => (_landmarks, _isHidden) = (landmarks, isHidden);

    /// <summary>Draws an event.</summary>
    /// <param name="frames">Its frames.</param>
    /// <param name="size">Its largest movement, in pixels of a crop of 128.</param>
    public EventPictures Paint(EventFrames frames, double size)
    {
        var scale = Scales.FirstOrDefault(scale => scale >= size, Scales[^1]);
        // The crop here is larger than the one in which movements are told.
        var full = (float)scale * Size / 128;
        var alignment = FaceAlignment.Of(frames.OnsetLandmarks, _landmarks.MeanShape, Size);
        var points = alignment.ToCrop(frames.OnsetLandmarks);
        var onset = Crop(frames.Onset, alignment);
        var apex = Crop(frames.Apex, Steady(onset, frames.Apex, frames.Follow(alignment)));
        _flow.Estimate(onset, apex, _field);
        HeadMotion.Remove(_field, HeadMotionMethod.RobustAffine, points);
        FadeOutside(points);
        var enlarged = Math.Clamp(SeenMotion / (float)Math.Max(0.1, size), 1, MostEnlarged);
        var ground = _isHidden ? Lines(points, 255) : ByteImage.FromPlane(onset);
        return new EventPictures
        {
            Onset = Png.Encode(ground),
            Apex = Png.Encode(_isHidden ? Lines(Moved(points, 1), 255) : ByteImage.FromPlane(apex)),
            Flow = Png.Encode(OnGround(ColourWheel.Draw(_field, full), ground)),
            Heat = Png.Encode(Heat(ground, full)),
            Loop = Loop(frames, alignment, onset, points, enlarged),
            Enlarged = Math.Round(enlarged, 1),
            FullScale = scale,
        };
    }

    private static Plane Crop(ByteImage picture, FaceAlignment alignment)
    {
        var crop = new Plane(Size, Size);
        FaceCropper.Crop(picture, alignment, crop);
        return crop;
    }

    /// <summary>The crop of a later frame in which the head is where it was at the onset.</summary>
    private FaceAlignment Steady(Plane onset, ByteImage picture, FaceAlignment alignment)
    {
        _quick.Estimate(onset, Crop(picture, alignment), _field);
        var head = HeadMotion.Remove(_field, HeadMotionMethod.RobustAffine, []);
        var middle = (Size - 1) / 2f;
        var (ux, uy, vx, vy) = ((float)head.Ux, (float)head.Uy, (float)head.Vx, (float)head.Vy);
        var moved = new Matrix3x2(
            1 + ux,
            vx,
            uy,
            1 + vy,
            (float)head.U0 - ((ux + uy) * middle),
            (float)head.V0 - ((vx + vy) * middle)
        );
        return alignment with { CropToPicture = moved * alignment.CropToPicture };
    }

    /// <summary>Beyond the face, hair and background move as they like: the field fades out at an ellipse around the landmarks.</summary>
    private void FadeOutside(Vector2[] points)
    {
        var chin = points[8];
        var brows = (points[19] + points[24]) / 2;
        var (middle, half) = ((chin + brows) / 2, (points[16] - points[0]) / 2);
        var (across, down) = (Math.Max(8, half.Length()), Math.Max(8, 0.72f * Vector2.Distance(chin, brows)));
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (dx, dy) = ((x - middle.X) / across, (y - middle.Y + (0.08f * down)) / down);
                var share = Math.Clamp((1.12f - MathF.Sqrt((dx * dx) + (dy * dy))) / 0.15f, 0, 1);
                _field.U[x, y] *= share;
                _field.V[x, y] *= share;
            }
        }
    }

    private static ByteImage Lines(Vector2[] points, byte paper)
    {
        var picture = new ByteImage(Size, Size, 1);
        Array.Fill(picture.Samples, paper);
        LineFace.Draw(picture, points, Ink);
        return picture;
    }

    /// <summary>Points carried along the field, so many times as far.</summary>
    private Vector2[] Moved(Vector2[] points, float times) =>
        [
            .. points.Select(point =>
            {
                var (x, y) = (Math.Clamp((int)point.X, 0, Size - 1), Math.Clamp((int)point.Y, 0, Size - 1));
                return point + (times * new Vector2(_field.U[x, y], _field.V[x, y]));
            }),
        ];

    /// <summary>Colours over a gray picture, which is made lighter so that they show.</summary>
    private static ByteImage OnGround(ByteImage colours, ByteImage ground)
    {
        var picture = new ByteImage(Size, Size, 3);
        for (var i = 0; i < picture.Samples.Length; i++)
        {
            var light = 96 + (ground.Samples[i / 3] * 159 / 255);
            picture.Samples[i] = (byte)(colours.Samples[i] * light / 255);
        }

        return picture;
    }

    /// <summary>From the ground over red to yellow.</summary>
    private ByteImage Heat(ByteImage ground, float full)
    {
        var picture = new ByteImage(Size, Size, 3);
        for (var i = 0; i < Size * Size; i++)
        {
            var (u, v) = (_field.U.Samples[i], _field.V.Samples[i]);
            var share = Math.Clamp(MathF.Sqrt((u * u) + (v * v)) / full, 0, 1);
            var paper = 96 + (ground.Samples[i] * 159 / 255);
            var cover = MathF.Min(1, 1.6f * share);
            Span<float> glow = [255, 255 * Math.Clamp((2 * share) - 0.7f, 0, 1), 40];
            for (var c = 0; c < 3; c++)
            {
                picture.Samples[(3 * i) + c] = (byte)(paper + (cover * (glow[c] - paper)));
            }
        }

        return picture;
    }

    private byte[] Loop(EventFrames frames, FaceAlignment alignment, Plane onset, Vector2[] points, float enlarged)
    {
        // The first picture is the rest that phases are compared with: the slow mean stays where it was.
        var magnifier = new RieszMagnifier(
            Size,
            Size,
            new RieszOptions
            {
                Alpha = enlarged - 1,
                QuickShare = 0.7f,
                SlowShare = 0,
            }
        );
        var pictures = new List<ByteImage>();
        var magnified = new Plane(Size, Size);
        foreach (var picture in frames.Pictures)
        {
            var crop = Crop(picture, Steady(onset, picture, alignment));
            if (_isHidden)
            {
                _quick.Estimate(onset, crop, _field);
                pictures.Add(Lines(Moved(points, enlarged), 255));
                continue;
            }

            magnifier.Next(crop, magnified);
            pictures.Add(ByteImage.FromPlane(enlarged > 1 ? magnified : crop));
        }

        int[] times = [.. Enumerable.Repeat(FrameMilliseconds, pictures.Count - 1), PauseMilliseconds];
        return AnimatedPng.Encode(pictures, times);
    }
}
