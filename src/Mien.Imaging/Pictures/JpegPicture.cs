namespace Mien.Imaging.Pictures;

/// <summary>Turns decoded components into a picture.</summary>
internal static class JpegPicture
{
    /// <summary>The picture, grey or red, green and blue.</summary>
    /// <param name="header">The file's header, its components decoded.</param>
    /// <param name="greyOnly">Whether of luma and chrominance only the luma is wanted.</param>
    public static ByteImage Of(JpegHeader header, bool greyOnly)
    {
        var channels = greyOnly && !header.IsRgb ? 1 : header.Components.Length;
        var image = new ByteImage(header.Width, header.Height, channels);
        var rows = Array.ConvertAll(header.Components, component => new UpsampledRows(component, header));
        for (var y = 0; y < header.Height; y++)
        {
            if (channels == 1)
            {
                ToGrey(rows[0].Row(y), image.Row(y));
            }
            else
            {
                ToRgb(rows[0].Row(y), rows[1].Row(y), rows[2].Row(y), header.IsRgb, image.Row(y));
            }
        }

        return image;
    }

    private static void ToGrey(ReadOnlySpan<float> samples, Span<byte> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            row[x] = ToByte(samples[x]);
        }
    }

    // JFIF 1.02: R = Y + 1.402 Cr, G = Y - 0.344136 Cb - 0.714136 Cr, B = Y + 1.772 Cb, Cb and Cr around 128.
    private static void ToRgb(
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        ReadOnlySpan<float> third,
        bool isRgb,
        Span<byte> row
    )
    {
        for (var x = 0; 3 * x < row.Length; x++)
        {
            var (luma, blue, red) = (first[x], second[x] - 128, third[x] - 128);
            row[3 * x] = isRgb ? ToByte(first[x]) : ToByte(luma + (1.402f * red));
            row[(3 * x) + 1] = isRgb ? ToByte(second[x]) : ToByte(luma - (0.344136f * blue) - (0.714136f * red));
            row[(3 * x) + 2] = isRgb ? ToByte(third[x]) : ToByte(luma + (1.772f * blue));
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, 255);
}
