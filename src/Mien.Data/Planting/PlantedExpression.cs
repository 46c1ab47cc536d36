using System.Numerics;
using Mien.Data.LongVideos;
using Mien.Data.Synthetic;
using Mien.Data.Twins;
using Mien.Faces.Alignment;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Data.Planting;

/// <summary>
/// A made-up expression that is laid into real frames: the skin of the face that is there is moved as action units move it,
/// by a known size for a known time, and all else stays as it was recorded. Serves one thread.
/// </summary>
public sealed class PlantedExpression
{
    private readonly MotionPatch _patch;
    private readonly FaceAlignment _rest;
    private readonly Matrix3x2 _fieldToRest;
    private readonly float _size;
    private byte[] _before = [];

    private PlantedExpression(
        MotionPatch patch,
        in FaceFrame frame,
        FaceAlignment rest,
        double size,
        (int Onset, int Apex, int Offset) when,
        string units
    )
    {
        (_patch, _rest, _fieldToRest) = (patch, rest, frame.FieldToPicture);
        (Size, Onset, Apex, Offset, ActionUnits) = (size, when.Onset, when.Apex, when.Offset, units);
        _size = (float)(size * rest.Scale * rest.Size / 128);
    }

    /// <summary>Largest displacement at the apex, pixels of a 128 x 128 crop of the face.</summary>
    public double Size { get; }

    /// <summary>Last frame before anything moves.</summary>
    public int Onset { get; }

    /// <summary>Frame of the largest motion.</summary>
    public int Apex { get; }

    /// <summary>First frame in which all is as before.</summary>
    public int Offset { get; }

    /// <summary>The units that move.</summary>
    public string ActionUnits { get; }

    /// <summary>Draws an expression for a face, from the table that made-up videos are drawn from.</summary>
    /// <param name="random">What units and their strengths are drawn from.</param>
    /// <param name="landmarks">68 points of the face at the onset.</param>
    /// <param name="rest">The crop of the face at the onset.</param>
    /// <param name="size">Largest displacement, pixels of a 128 x 128 crop.</param>
    /// <param name="onset">Frame in which it begins.</param>
    /// <param name="frames">Frames until all is as before; at least 2.</param>
    public static PlantedExpression Draw(
        RandomStream random,
        ReadOnlySpan<Vector2> landmarks,
        FaceAlignment rest,
        double size,
        int onset,
        int frames
    )
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 2);
        var expression = ExpressionTable.Draw(random.Below(ExpressionTable.Classes.Count), random);
        var units = expression.Units.Select(unit => (unit, Strength(random), Strength(random))).ToList();
        var frame = new FaceFrame(landmarks);
        var anchors = new FaceAnchors();
        anchors.Place(frame.Shape);
        var motion = SkinMotion.Of(anchors, frame.Shape, FaceFrame.View, units, 1);
        var rise = Math.Clamp((int)Math.Round(frames * 0.45), 1, frames - 1);
        return new PlantedExpression(
            new MotionPatch(motion, FaceFrame.View),
            frame,
            rest,
            size,
            (onset, onset + rise, onset + frames),
            string.Join('+', expression.Units)
        );
    }

    /// <summary>How much of the motion is there in a frame, 0 to 1.</summary>
    public float StrengthAt(int frame) => ExpressionCurve.StrengthAt(frame, Onset, Apex, Apex, Offset);

    /// <summary>Moves the skin in a frame.</summary>
    /// <param name="picture">Grey; changed in place.</param>
    /// <param name="now">The crop of the same face in this frame.</param>
    /// <param name="strength">How much of the motion.</param>
    public void Apply(ByteImage picture, FaceAlignment now, float strength)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfNotEqual(picture.Channels, 1);
        var fieldToPicture = FieldToPicture(now);
        if (strength == 0 || !Matrix3x2.Invert(fieldToPicture, out var pictureToField))
        {
            return;
        }

        Array.Resize(ref _before, picture.Samples.Length);
        picture.Samples.CopyTo(_before, 0);
        var (left, top, right, bottom) = Extent(fieldToPicture, picture);
        var axis = Vector2.Normalize(new Vector2(fieldToPicture.M11, fieldToPicture.M12));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var place = Vector2.Transform(new Vector2(x, y), pictureToField);
                var (u, v) = (0f, 0f);
                _patch.Add(place.X, place.Y, strength * _size, ref u, ref v);
                if (u != 0 || v != 0)
                {
                    var (dx, dy) = ((u * axis.X) - (v * axis.Y), (u * axis.Y) + (v * axis.X));
                    picture.Samples[(y * picture.Width) + x] = Sample(picture, x - dx, y - dy);
                }
            }
        }
    }

    /// <summary>The field goes with the face, as its crop does.</summary>
    private Matrix3x2 FieldToPicture(FaceAlignment now) =>
        Matrix3x2.Invert(_rest.CropToPicture, out var restToCrop)
            ? _fieldToRest * restToCrop * now.CropToPicture
            : _fieldToRest;

    private (int Left, int Top, int Right, int Bottom) Extent(in Matrix3x2 map, ByteImage picture)
    {
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        var (a, b) = _patch.Corners;
        foreach (var corner in (ReadOnlySpan<Vector2>)[a, b, new(a.X, b.Y), new(b.X, a.Y)])
        {
            var place = Vector2.Transform(corner, map);
            (low, high) = (Vector2.Min(low, place), Vector2.Max(high, place));
        }

        return (
            Math.Clamp((int)low.X, 0, picture.Width - 1),
            Math.Clamp((int)low.Y, 0, picture.Height - 1),
            Math.Clamp((int)high.X + 1, 0, picture.Width - 1),
            Math.Clamp((int)high.Y + 1, 0, picture.Height - 1)
        );
    }

    /// <summary>Catmull and Rom's cubics over the frame as it was recorded, so that texture stays as sharp as it is.</summary>
    private byte Sample(ByteImage picture, float x, float y)
    {
        var (column, row) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        var (tx, ty) = (x - column, y - row);
        var sum = 0f;
        for (var j = -1; j <= 2; j++)
        {
            var line = Math.Clamp(row + j, 0, picture.Height - 1) * picture.Width;
            var part = 0f;
            for (var i = -1; i <= 2; i++)
            {
                part += Weight(i, tx) * _before[line + Math.Clamp(column + i, 0, picture.Width - 1)];
            }

            sum += Weight(j, ty) * part;
        }

        return (byte)Math.Clamp(sum + 0.5f, 0, 255);
    }

    private static float Weight(int tap, float t) =>
        tap switch
        {
            -1 => ((((-0.5f * t) + 1) * t) - 0.5f) * t,
            0 => (((1.5f * t) - 2.5f) * t * t) + 1,
            1 => ((((-1.5f * t) + 2) * t) + 0.5f) * t,
            _ => ((0.5f * t) - 0.5f) * t * t,
        };

    private static float Strength(RandomStream random) => (float)random.Uniform(0.6, 1);
}
