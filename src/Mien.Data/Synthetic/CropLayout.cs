namespace Mien.Data.Synthetic;

/// <summary>
/// Where an average face lies in a crop, in cells: a cell is 1/28 of the crop's side, whatever the map's size, x to the
/// right, y down. <see cref="Tight"/> fits the crops of micro-expression datasets; <see cref="Of"/> derives the numbers
/// of any other crop from its edges.
/// </summary>
public sealed record CropLayout
{
    /// <summary>Cells along a side of the crop.</summary>
    public const int Cells = 28;

    /// <summary>The midline of the face.</summary>
    public float Midline { get; init; } = Cells / 2f;

    /// <summary>From the midline to a pupil.</summary>
    public required float EyeHalfDistance { get; init; }

    /// <summary>From the crop's upper edge to the pupils.</summary>
    public required float EyeHeight { get; init; }

    /// <summary>From the pupils up to the eyebrows.</summary>
    public required float BrowGap { get; init; }

    /// <summary>From the pupils down to the line between the lips.</summary>
    public required float EyeToMouth { get; init; }

    /// <summary>From the midline to a corner of the mouth.</summary>
    public required float MouthHalfWidth { get; init; }

    /// <summary>
    /// The layout of a tight crop, resized to a square as datasets and their users do: sideways it ends a little outside
    /// the outer corners of the eyes, above in the middle of the forehead, below at the tip of the chin.
    /// </summary>
    public static CropLayout Tight { get; } = Of(new CropWindow());

    /// <summary>
    /// The layout of the crops that Mien lays itself on the 68 landmarks, as <c>mien prepare</c> and <c>mien analyze</c> do:
    /// the default rule of <see cref="Faces.Alignment.CropLayout"/> applied to the landmark model's mean shape, whose brows,
    /// eyes and lips these are. A whole face with the jaw, so narrower in its square than in the tight crop.
    /// </summary>
    public static CropLayout Aligned { get; } =
        new()
        {
            EyeHalfDistance = 5.16f,
            EyeHeight = 8.38f,
            BrowGap = 3.12f,
            EyeToMouth = 11.22f,
            MouthHalfWidth = 4.59f,
        };

    /// <summary>The layouts that have a name.</summary>
    public static IReadOnlyDictionary<string, CropLayout> Named { get; } =
        new SortedDictionary<string, CropLayout>(StringComparer.Ordinal) { ["aligned"] = Aligned, ["tight"] = Tight };

    /// <summary>The layout's name; empty when it has none.</summary>
    public string Name => Named.FirstOrDefault(named => named.Value == this).Key ?? "";

    /// <summary>How wide a face is drawn, relative to the tight crop.</summary>
    internal float HorizontalScale => EyeHalfDistance / Tight.EyeHalfDistance;

    /// <summary>How tall a face is drawn, relative to the tight crop.</summary>
    internal float VerticalScale => EyeToMouth / Tight.EyeToMouth;

    /// <summary>The layout of a crop whose edges are known.</summary>
    public static CropLayout Of(CropWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var across = Cells / (2 * window.HalfWidth);
        var down = Cells / (window.Above + window.Below);
        return new CropLayout
        {
            EyeHalfDistance = AdultFace.PupilDistance / 2 * across,
            EyeHeight = window.Above * down,
            BrowGap = AdultFace.PupilToBrow * down,
            EyeToMouth = AdultFace.PupilToMouth * down,
            MouthHalfWidth = AdultFace.MouthWidth / 2 * across,
        };
    }
}
