using System.Numerics;
using Mien.Faces.Landmarks;

namespace Mien.Faces.Alignment;

/// <summary>
/// Where each pixel of a square crop lies in the picture. One of them, made on the onset frame, serves every frame of a
/// clip: if each frame had its own, the trembling of its landmarks would look like motion of the skin.
/// </summary>
/// <param name="CropToPicture">Maps pixel positions of the crop to pixel positions of the picture.</param>
/// <param name="Size">Columns and rows of the crop.</param>
public readonly record struct FaceAlignment(Matrix3x2 CropToPicture, int Size)
{
    // Eye corners and lids and the nose: what most expressions leave in place.
    private static readonly int[] Steady = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 39, 42, 45];

    /// <summary>Pixels of the picture that one pixel of the crop spans, along its rows.</summary>
    public double Scale => new Vector2(CropToPicture.M11, CropToPicture.M12).Length();

    /// <summary>Aligns by the landmarks of one frame.</summary>
    /// <param name="landmarks">68 points in the picture.</param>
    /// <param name="meanShape">The mean shape of the landmark model.</param>
    /// <param name="size">Columns and rows of the crop, at least 8.</param>
    /// <param name="method">Which map.</param>
    /// <param name="layout">What the crop shows; the default when null.</param>
    public static FaceAlignment Of(
        IReadOnlyList<Vector2> landmarks,
        IReadOnlyList<Vector2> meanShape,
        int size,
        AlignmentMethod method = AlignmentMethod.Similarity,
        CropLayout? layout = null
    )
    {
        ArgumentNullException.ThrowIfNull(landmarks);
        ArgumentNullException.ThrowIfNull(meanShape);
        ArgumentOutOfRangeException.ThrowIfNotEqual(landmarks.Count, Shape68.Count, nameof(landmarks));
        ArgumentOutOfRangeException.ThrowIfNotEqual(meanShape.Count, Shape68.Count, nameof(meanShape));
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 8);
        layout ??= new CropLayout();
        // Without a turn the square is laid around the landmarks themselves, not around the mean shape's.
        var shape = method == AlignmentMethod.None ? landmarks : meanShape;
        var square = layout.SquareOf(shape);
        var shapeToPicture = method switch
        {
            AlignmentMethod.Similarity => SimilarityBySteady(meanShape, landmarks),
            AlignmentMethod.Affine => PointFit.Affine([.. meanShape], [.. landmarks]),
            AlignmentMethod.None => Matrix3x2.Identity,
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
        return new FaceAlignment(CropToShape(square, size) * shapeToPicture, size);
    }

    /// <summary>An upright square of the picture, for faces that were cropped before.</summary>
    /// <param name="width">Columns of the picture; the square is its largest, in the middle.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="size">Columns and rows of the crop.</param>
    public static FaceAlignment WholePicture(int width, int height, int size)
    {
        var side = Math.Min(width, height);
        // The first pixel of a picture has its middle at (0, 0).
        var square = new Vector3(((width - side) / 2f) - 0.5f, ((height - side) / 2f) - 0.5f, side);
        return new FaceAlignment(CropToShape(square, size), size);
    }

    /// <summary>The same part of the picture at another size.</summary>
    /// <param name="size">Columns and rows of the crop.</param>
    public FaceAlignment Resized(int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return new FaceAlignment(CropToShape(new Vector3(-0.5f, -0.5f, Size), size) * CropToPicture, size);
    }

    /// <summary>Points of the picture in pixels of the crop.</summary>
    public Vector2[] ToCrop(IReadOnlyList<Vector2> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var inverse = Matrix3x2.Invert(CropToPicture, out var found) ? found : Matrix3x2.Identity;
        var moved = new Vector2[points.Count];
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = Vector2.Transform(points[i], inverse);
        }

        return moved;
    }

    private static Matrix3x2 CropToShape(Vector3 square, int size)
    {
        var step = square.Z / size;
        return new Matrix3x2(step, 0, 0, step, square.X + (step / 2), square.Y + (step / 2));
    }

    private static Matrix3x2 SimilarityBySteady(IReadOnlyList<Vector2> from, IReadOnlyList<Vector2> to)
    {
        Span<Vector2> first = stackalloc Vector2[Steady.Length];
        Span<Vector2> second = stackalloc Vector2[Steady.Length];
        for (var i = 0; i < Steady.Length; i++)
        {
            (first[i], second[i]) = (from[Steady[i]], to[Steady[i]]);
        }

        return PointFit.Similarity(first, second);
    }
}
