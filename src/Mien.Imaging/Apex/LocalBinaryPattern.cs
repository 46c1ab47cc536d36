using Mien.Imaging.Pictures;

namespace Mien.Imaging.Apex;

/// <summary>
/// Local binary patterns (Ojala, Pietikäinen and Harwood 1996): bit i of a pixel's code is set where the i-th of its eight
/// neighbours, row by row from the upper left, is at least as bright. Codes exist where all neighbours do.
/// </summary>
public static class LocalBinaryPattern
{
    private const int Neighbours = 8;

    /// <summary>The codes of a picture: (Width - 2) x (Height - 2), row by row.</summary>
    /// <param name="picture">The picture, at least 3 x 3.</param>
    public static byte[] Codes(Plane picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.Width, 3, nameof(picture));
        ArgumentOutOfRangeException.ThrowIfLessThan(picture.Height, 3, nameof(picture));
        ReadOnlySpan<int> offsets =
        [
            -picture.Width - 1,
            -picture.Width,
            -picture.Width + 1,
            -1,
            1,
            picture.Width - 1,
            picture.Width,
            picture.Width + 1,
        ];
        var width = picture.Width - 2;
        var codes = new byte[width * (picture.Height - 2)];
        for (var i = 0; i < codes.Length; i++)
        {
            var at = ((i / width) + 1) * picture.Width + (i % width) + 1;
            var code = 0;
            for (var bit = 0; bit < Neighbours; bit++)
            {
                code |= picture.Samples[at + offsets[bit]] >= picture.Samples[at] ? 1 << bit : 0;
            }

            codes[i] = (byte)code;
        }

        return codes;
    }
}
