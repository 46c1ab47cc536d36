using Mien.Data.Synthetic;
using Mien.Data.Twins;
using Mien.Foundation;

namespace Mien.Data.Filmed;

/// <summary>A drawn face as a crop shows it, in grey, with some room around the crop; and the person it belongs to.</summary>
internal sealed class FilmedFace
{
    /// <summary>Room on each side of the crop, in cells, so that a shifted crop does not look over the drawing's edge.</summary>
    public const int Room = 4;

    private const float MisplacedAcross = 0.6f;
    private const float MisplacedDown = 0.7f;
    private const float Tilted = 0.025f;

    /// <summary>Draws a face.</summary>
    public FilmedFace(CropLayout layout, int cropSize, RandomStream random)
    {
        var look = new FaceLook(random.Derive("look"));
        var face = look.Shape.In(layout);
        Person = new Person(
            face with
            {
                Midline = face.Midline + Draws.Normal(random, MisplacedAcross * layout.HorizontalScale),
                EyeHeight = face.EyeHeight + Draws.Normal(random, MisplacedDown * layout.VerticalScale),
                Roll = Draws.Normal(random, Tilted),
            },
            random
        );
        (RestX, RestY) = (face.Midline, face.EyeHeight);
        PixelsPerCell = (float)cropSize / CropLayout.Cells;
        var view = ViewOf(layout, PixelsPerCell);
        Side = view.Width;
        var texture = FacePainter.PaintAlone(look, view);
        (Open, Closed, LidLevel) = (
            Grey(texture.Open, texture.Wall),
            Grey(texture.Closed, texture.Wall),
            texture.LidLevel
        );
    }

    /// <summary>Whose face it is; its shape is where the crop shows it.</summary>
    public Person Person { get; }

    /// <summary>Where the drawing has the midline, cells of the crop.</summary>
    public float RestX { get; }

    /// <summary>Where the drawing has the pupils, cells of the crop.</summary>
    public float RestY { get; }

    /// <summary>Pixels in a cell.</summary>
    public float PixelsPerCell { get; }

    /// <summary>Columns and rows of the drawing: the crop and its surroundings.</summary>
    public int Side { get; }

    /// <summary>Grey levels with open eyes.</summary>
    public float[] Open { get; }

    /// <summary>Grey levels with the lids shut.</summary>
    public float[] Closed { get; }

    /// <summary>As <see cref="FaceTexture.LidLevel"/>.</summary>
    public float[] LidLevel { get; }

    private static FaceView ViewOf(CropLayout layout, float pixelsPerCell)
    {
        var side = (int)((CropLayout.Cells + (2 * Room)) * pixelsPerCell);
        var across = pixelsPerCell * layout.EyeHalfDistance / (AdultFace.PupilDistance / 2);
        var down = pixelsPerCell * layout.EyeToMouth / AdultFace.PupilToMouth;
        return new FaceView(
            side,
            side,
            across,
            (layout.Midline + Room) * pixelsPerCell,
            (layout.EyeHeight + Room) * pixelsPerCell,
            down / across
        );
    }

    /// <summary>Luma of the head over the wall.</summary>
    private static float[] Grey(float[] head, float[] wall)
    {
        var grey = new float[head.Length / 4];
        for (var i = 0; i < grey.Length; i++)
        {
            var cover = Math.Clamp(head[(4 * i) + 3], 0, 1);
            grey[i] = (cover * Luma(head.AsSpan(4 * i, 3))) + ((1 - cover) * Luma(wall.AsSpan(4 * i, 3)));
        }

        return grey;
    }

    private static float Luma(ReadOnlySpan<float> colour) =>
        (0.299f * colour[0]) + (0.587f * colour[1]) + (0.114f * colour[2]);
}
