using System.Numerics;
using Mien.Faces.Detection;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Landmarks;

/// <summary>
/// An ensemble of regression trees that moves a mean shape onto a face (Kazemi and Sullivan 2014), as dlib's
/// shape_predictor stores it. The arithmetic is dlib's, step by step; what is left out is its final rounding to whole
/// pixels, because micro-expressions are smaller than one. The model is read-only: any number of threads may fit.
/// </summary>
public sealed unsafe class LandmarkModel
{
    private readonly float[] _meanShape;
    private readonly Level[] _levels;
    private readonly float[] _leaves;
    private readonly int _depth;
    private readonly int _width;

    internal LandmarkModel(string path, float[] meanShape, Level[] levels, float[] leaves, int depth, int leafWidth)
    {
        Path = path;
        _meanShape = meanShape;
        _levels = levels;
        _leaves = leaves;
        _depth = depth;
        _width = leafWidth;
        MeanShape =
        [
            .. Enumerable.Range(0, PointCount).Select(i => new Vector2(meanShape[2 * i], meanShape[(2 * i) + 1])),
        ];
    }

    /// <summary>Where the model was read from.</summary>
    public string Path { get; }

    /// <summary>Number of landmarks, 68 for the model of iBUG 300-W.</summary>
    public int PointCount => _meanShape.Length / 2;

    /// <summary>The shape every fit starts from; (0, 0) is the box's upper left pixel and (1, 1) its lower right one.</summary>
    public IReadOnlyList<Vector2> MeanShape { get; }

    /// <summary>Reads a model file of dlib.</summary>
    /// <exception cref="InputFaultException">The file is missing, is no such model, or contradicts itself.</exception>
    public static LandmarkModel Read(string path) => LandmarkModelReader.Read(path);

    /// <summary>Finds the landmarks of the face in a box.</summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="box">The face; it may reach over the edge, beyond which the picture counts as black.</param>
    /// <param name="points">Receives <see cref="PointCount"/> positions; (0, 0) is the middle of the first pixel.</param>
    public void Fit(ByteImage gray, FaceBox box, Span<Vector2> points)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gray.Channels, 1, nameof(gray));
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Length, PointCount, nameof(points));
        // The last pixel of a box of n columns is n - 1 after the first: that is where (1, 1) lies.
        var frame = new Frame(box.X, box.Y, box.Width - 1, box.Height - 1);
        Span<float> shape = stackalloc float[_width];
        shape.Clear();
        _meanShape.CopyTo(shape);
        fixed (byte* picture = gray.Samples)
        {
            foreach (var level in _levels)
            {
                Refine(level, picture, gray.Width, gray.Height, frame, shape);
            }
        }

        for (var i = 0; i < PointCount; i++)
        {
            points[i] = new Vector2((float)frame.X(shape[2 * i]), (float)frame.Y(shape[(2 * i) + 1]));
        }
    }

    /// <summary>
    /// The box in which the mean shape lies closest to given landmarks (least squares over place and one scale): where a
    /// fit on the next frame should start.
    /// </summary>
    /// <param name="points">Landmarks in pixels.</param>
    public FaceBox BoxFor(ReadOnlySpan<Vector2> points)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(points.Length, PointCount, nameof(points));
        var (mean, center) = (Vector2.Zero, Vector2.Zero);
        for (var i = 0; i < points.Length; i++)
        {
            mean += MeanShape[i] / points.Length;
            center += points[i] / points.Length;
        }

        var (cross, square) = (0f, 0f);
        for (var i = 0; i < points.Length; i++)
        {
            cross += Vector2.Dot(MeanShape[i] - mean, points[i] - center);
            square += (MeanShape[i] - mean).LengthSquared();
        }

        var size = Math.Max(cross / square, 1);
        return new FaceBox(center.X - (size * mean.X), center.Y - (size * mean.Y), size + 1, size + 1);
    }

    /// <summary>One level: reads its pixels where the shape stands now, then adds every tree's leaf.</summary>
    private void Refine(Level level, byte* picture, int width, int height, Frame frame, Span<float> shape)
    {
        Span<int> values = stackalloc int[level.Anchors.Length];
        ReadPixels(level, picture, width, height, frame, shape, values);
        var splits = (1 << _depth) - 1;
        var (first, second, thresholds) = (level.First, level.Second, level.Thresholds);
        for (var tree = 0; tree < level.Trees; tree++)
        {
            var at = 0;
            for (var depth = 0; depth < _depth; depth++)
            {
                var split = (tree * splits) + at;
                at = (2 * at) + (values[first[split]] - values[second[split]] > thresholds[split] ? 1 : 2);
            }

            Add(_leaves.AsSpan(((level.FirstLeaf + (tree << _depth) + at) - splits) * _width, _width), shape);
        }
    }

    private void ReadPixels(
        Level level,
        byte* picture,
        int width,
        int height,
        Frame frame,
        ReadOnlySpan<float> shape,
        Span<int> values
    )
    {
        var (a, b) = Turn(shape);
        for (var i = 0; i < values.Length; i++)
        {
            var delta = level.Deltas[i];
            var anchor = 2 * level.Anchors[i];
            var x = Math.Floor(frame.X((a * delta.X) - (b * delta.Y) + shape[anchor]) + 0.5);
            var y = Math.Floor(frame.Y((b * delta.X) + (a * delta.Y) + shape[anchor + 1]) + 0.5);
            var inside = x >= 0 && x < width && y >= 0 && y < height;
            values[i] = inside ? picture[((long)y * width) + (long)x] : 0;
        }
    }

    /// <summary>
    /// The turn and scale that take the mean shape to the present one, least squares (Umeyama 1991): with points as
    /// complex numbers about their mean, a + ib = sum(conj(m) s) / sum |m|^2.
    /// </summary>
    private (float A, float B) Turn(ReadOnlySpan<float> shape)
    {
        var count = PointCount;
        var (mx, my, sx, sy) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            mx += _meanShape[2 * i];
            my += _meanShape[(2 * i) + 1];
            sx += shape[2 * i];
            sy += shape[(2 * i) + 1];
        }

        (mx, my, sx, sy) = (mx / count, my / count, sx / count, sy / count);
        var (real, imaginary, square) = (0.0, 0.0, 0.0);
        for (var i = 0; i < count; i++)
        {
            var (dx, dy) = (_meanShape[2 * i] - mx, _meanShape[(2 * i) + 1] - my);
            var (ex, ey) = (shape[2 * i] - sx, shape[(2 * i) + 1] - sy);
            real += (dx * ex) + (dy * ey);
            imaginary += (dx * ey) - (dy * ex);
            square += (dx * dx) + (dy * dy);
        }

        return ((float)(real / square), (float)(imaginary / square));
    }

    private static void Add(ReadOnlySpan<float> leaf, Span<float> shape)
    {
        for (var i = 0; i < shape.Length; i += Vector<float>.Count)
        {
            (new Vector<float>(shape[i..]) + new Vector<float>(leaf[i..])).CopyTo(shape[i..]);
        }
    }

    /// <summary>Normalised box coordinates to pixels.</summary>
    private readonly record struct Frame(double Left, double Top, double Right, double Down)
    {
        public double X(double x) => Left + (x * Right);

        public double Y(double y) => Top + (y * Down);
    }

    /// <summary>
    /// Trees of equal depth over one set of pixels, each held relative to a landmark of the mean shape. Split s of tree t
    /// stands at t * (2^depth - 1) + s; its children are 2s + 1 and 2s + 2.
    /// </summary>
    internal sealed record Level(
        int Trees,
        int FirstLeaf,
        int[] Anchors,
        Vector2[] Deltas,
        ushort[] First,
        ushort[] Second,
        float[] Thresholds
    );
}
