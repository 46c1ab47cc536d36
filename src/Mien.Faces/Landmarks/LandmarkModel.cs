using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
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
    private const int CacheLine = 16;

    private readonly float[] _meanShape;
    private readonly Level[] _levels;
    private readonly int _depth;
    private readonly int _width;
    private readonly int _mostPixels;
    private readonly int _mostTrees;

    internal LandmarkModel(string path, float[] meanShape, Level[] levels, int depth, int leafWidth)
    {
        Path = path;
        _meanShape = meanShape;
        _levels = levels;
        _depth = depth;
        _width = leafWidth;
        _mostPixels = levels.Max(level => level.Anchors.Length);
        _mostTrees = levels.Max(level => level.Trees);
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
    public void Fit(ByteImage gray, FaceBox box, Span<Vector2> points) => FitAll(gray, [box], points);

    /// <summary>
    /// Fits several starting boxes side by side, level by level: starts close together reach much the same leaves, which
    /// are then in the cache. Each result is what <see cref="Fit"/> gives.
    /// </summary>
    /// <param name="gray">A picture of one channel.</param>
    /// <param name="boxes">The starting boxes, at most 16.</param>
    /// <param name="points">Receives <see cref="PointCount"/> positions for each box, one after the other.</param>
    public void FitAll(ByteImage gray, ReadOnlySpan<FaceBox> boxes, Span<Vector2> points)
    {
        ArgumentNullException.ThrowIfNull(gray);
        ArgumentOutOfRangeException.ThrowIfNotEqual(gray.Channels, 1, nameof(gray));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boxes.Length, 16, nameof(boxes));
        ArgumentOutOfRangeException.ThrowIfLessThan(points.Length, boxes.Length * PointCount, nameof(points));
        Span<Frame> frames = stackalloc Frame[boxes.Length];
        Span<float> shapes = stackalloc float[boxes.Length * _width];
        shapes.Clear();
        for (var i = 0; i < boxes.Length; i++)
        {
            // The last pixel of a box of n columns is n - 1 after the first: that is where (1, 1) lies.
            frames[i] = new Frame(boxes[i].X, boxes[i].Y, boxes[i].Width - 1, boxes[i].Height - 1);
            _meanShape.CopyTo(shapes[(i * _width)..]);
        }

        Span<int> values = stackalloc int[_mostPixels];
        Span<int> rows = stackalloc int[_mostTrees];
        fixed (byte* picture = gray.Samples)
        {
            foreach (var level in _levels)
            {
                for (var i = 0; i < boxes.Length; i++)
                {
                    var shape = shapes.Slice(i * _width, _width);
                    ReadPixels(level, picture, gray.Width, gray.Height, frames[i], shape, values);
                    ChooseLeaves(level, values, rows);
                    AddLeaves(level, rows[..level.Trees], shape);
                }
            }
        }

        for (var i = 0; i < boxes.Length * PointCount; i++)
        {
            var (frame, at) = (frames[i / PointCount], (i / PointCount * _width) + (2 * (i % PointCount)));
            points[i] = new Vector2((float)frame.X(shapes[at]), (float)frame.Y(shapes[at + 1]));
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

    /// <summary>
    /// Walks every tree of a level down to a leaf, and fetches the leaf's row ahead: the rows of a fit are spread over
    /// tens of megabytes.
    /// </summary>
    private void ChooseLeaves(Level level, ReadOnlySpan<int> values, Span<int> rows)
    {
        var splits = (1 << _depth) - 1;
        var leaves = (float*)Unsafe.AsPointer(ref level.Leaves[0]);
        fixed (Split* nodes = level.Splits)
        fixed (int* value = values)
        {
            for (var tree = 0; tree < level.Trees; tree++)
            {
                var node = nodes + (tree * splits);
                var at = 0;
                for (var depth = 0; depth < _depth; depth++)
                {
                    // Left is 2 s + 1, right 2 s + 2; without a branch, which could not be foretold.
                    var split = node[at];
                    var left = value[split.First] - value[split.Second] > split.Threshold;
                    at = (2 * at) + 2 - Unsafe.BitCast<bool, byte>(left);
                }

                var row = ((tree << _depth) + at - splits) * _width;
                rows[tree] = row;
                for (var i = 0; Sse.IsSupported && i < _width; i += CacheLine)
                {
                    Sse.Prefetch0(leaves + row + i);
                }
            }
        }
    }

    private static void AddLeaves(Level level, ReadOnlySpan<int> rows, Span<float> shape)
    {
        foreach (var row in rows)
        {
            var leaf = level.Leaves.AsSpan(row, shape.Length);
            for (var i = 0; i < shape.Length; i += Vector<float>.Count)
            {
                (new Vector<float>(shape[i..]) + new Vector<float>(leaf[i..])).CopyTo(shape[i..]);
            }
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
        for (var i = 0; i < level.Anchors.Length; i++)
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

    /// <summary>Normalised box coordinates to pixels.</summary>
    private readonly record struct Frame(double Left, double Top, double Right, double Down)
    {
        public double X(double x) => Left + (x * Right);

        public double Y(double y) => Top + (y * Down);
    }

    /// <summary>
    /// Trees of equal depth over one set of pixels, each held relative to a landmark of the mean shape. Split s of tree t
    /// stands at t * (2^depth - 1) + s; its children are 2s + 1 and 2s + 2. Row t * 2^depth + l of the leaves, which are pinned,
    /// is leaf l.
    /// </summary>
    internal sealed record Level(int Trees, float[] Leaves, int[] Anchors, Vector2[] Deltas, Split[] Splits);

    /// <summary>Goes left when the first pixel is brighter than the second by more than the threshold.</summary>
    internal readonly record struct Split(ushort First, ushort Second, float Threshold);
}
