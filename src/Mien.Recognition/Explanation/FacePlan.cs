using Mien.Data.Synthetic;

namespace Mien.Recognition.Explanation;

/// <summary>Which part of the face every pixel of a map shows, by where a crop's face lies.</summary>
public sealed class FacePlan
{
    private static readonly int PartCount = Enum.GetValues<FacePart>().Length;
    private readonly FacePart[] _parts;

    /// <summary>Plans maps of a size.</summary>
    /// <param name="layout">Where the face lies in the crop.</param>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Columns of the map.</param>
    public FacePlan(CropLayout layout, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(layout);
        _parts = new FacePart[height * width];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                _parts[(y * width) + x] = PartAt(
                    layout,
                    (x + 0.5f) * CropLayout.Cells / width,
                    (y + 0.5f) * CropLayout.Cells / height
                );
            }
        }
    }

    /// <summary>The part that a pixel shows.</summary>
    public FacePart this[int pixel] => _parts[pixel];

    /// <summary>The share of the map that each part covers, in the order of <see cref="FacePart"/>.</summary>
    public double[] Areas()
    {
        var areas = new double[PartCount];
        foreach (var part in _parts)
        {
            areas[(int)part] += 1.0 / _parts.Length;
        }

        return areas;
    }

    /// <summary>The share of a map's positive evidence that lies on each part; all zero for a map without any.</summary>
    public double[] SharesOf(EvidenceMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        var (shares, mass) = (new double[PartCount], map.Mass);
        for (var i = 0; i < _parts.Length && mass > 0; i++)
        {
            shares[(int)_parts[i]] += Math.Max(0, map.Values[i]) / mass;
        }

        return shares;
    }

    /// <summary>The part's name in words: "left brow".</summary>
    public static string Word(FacePart part) =>
        part switch
        {
            FacePart.LeftBrow => "left brow",
            FacePart.RightBrow => "right brow",
            FacePart.LeftEye => "left eye",
            FacePart.RightEye => "right eye",
            FacePart.LeftCheek => "left cheek",
            FacePart.RightCheek => "right cheek",
            _ => part.ToString().ToLowerInvariant(),
        };

    // Borders in fractions of the distances that a layout knows. The brow ends half way down to the pupil; the eye reaches
    // as far below the pupil as that is above it; the wings of the nose lie at three fifths of the way to the mouth, and
    // the upper lip begins at three quarters; the lower lip ends a fifth of that way below the mouth's line.
    private static FacePart PartAt(CropLayout layout, float x, float y)
    {
        // The picture's left is the subject's right.
        var (aside, right) = (Math.Abs(x - layout.Midline), x < layout.Midline);
        var down = y - layout.EyeHeight;
        if (down < -layout.BrowGap / 2)
        {
            return right ? FacePart.RightBrow : FacePart.LeftBrow;
        }

        var isOfTheNose = aside < layout.EyeHalfDistance * 0.4f;
        if (down < layout.BrowGap / 2)
        {
            return isOfTheNose ? FacePart.Nose
                : right ? FacePart.RightEye
                : FacePart.LeftEye;
        }

        if (down < layout.EyeToMouth * 0.75f)
        {
            return isOfTheNose ? FacePart.Nose
                : right ? FacePart.RightCheek
                : FacePart.LeftCheek;
        }

        if (down < layout.EyeToMouth * 1.2f)
        {
            return aside < layout.MouthHalfWidth * 1.25f ? FacePart.Mouth
                : right ? FacePart.RightCheek
                : FacePart.LeftCheek;
        }

        return FacePart.Chin;
    }
}
