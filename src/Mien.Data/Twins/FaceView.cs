using Mien.Data.Synthetic;

namespace Mien.Data.Twins;

/// <summary>
/// Where a drawn face lies in a picture. Faces are drawn in millimetres around the point between the pupils, x to the
/// right and y down; muscles are placed in the cells of the tight crop. This converts between the three.
/// </summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Scale">Pixels in a millimetre across, and down too unless <paramref name="Tall"/> says otherwise.</param>
/// <param name="CentreX">Pixel column of the point between the pupils.</param>
/// <param name="CentreY">Pixel row of the point between the pupils.</param>
/// <param name="Tall">Pixels in a millimetre down for each across: 1 for square pixels.</param>
internal readonly record struct FaceView(
    int Width,
    int Height,
    float Scale,
    float CentreX,
    float CentreY,
    float Tall = 1
)
{
    /// <summary>Millimetres of a cell across: the pupils' distance in both units.</summary>
    public static float CellAcross { get; } = AdultFace.PupilDistance / 2 / CropLayout.Tight.EyeHalfDistance;

    /// <summary>Millimetres of a cell down: from pupils to mouth in both units.</summary>
    public static float CellDown { get; } = AdultFace.PupilToMouth / CropLayout.Tight.EyeToMouth;

    /// <summary>A whole head with some wall around it.</summary>
    public static FaceView Portrait(int width, int height) =>
        new(width, height, height / 300f, width / 2f, height * 0.46f);

    /// <summary>Millimetres of a pixel column's centre.</summary>
    public float MillimetresX(float column) => (column + 0.5f - CentreX) / Scale;

    /// <summary>Millimetres of a pixel row's centre.</summary>
    public float MillimetresY(float row) => (row + 0.5f - CentreY) / (Scale * Tall);

    /// <summary>Cells to millimetres.</summary>
    public static (float X, float Y) FromCells((float X, float Y) place) =>
        ((place.X - CropLayout.Tight.Midline) * CellAcross, (place.Y - CropLayout.Tight.EyeHeight) * CellDown);

    /// <summary>The pixels that a registered crop of the face keeps: a little outside the cheeks, forehead to chin.</summary>
    public (int Left, int Top, int Width, int Height) Crop()
    {
        var (left, top) = ((int)(CentreX - (66 * Scale)), (int)(CentreY - (52 * Scale)));
        return (left, top, (int)(132 * Scale), (int)(162 * Scale));
    }
}
