using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// JPEG pictures (ITU-T T.81, JFIF), 8 bits: baseline, extended sequential and progressive. Lossless and arithmetic-coded
/// files, which hardly anybody writes, go through ffmpeg.
/// </summary>
public static class Jpeg
{
    /// <summary>Reads a file: one channel for grey, three (red, green, blue) for colour.</summary>
    /// <exception cref="InputFaultException">The file is missing, damaged, of a rare kind, or claims too much.</exception>
    public static ByteImage Read(string path) => Decode(PictureLimits.ReadFile(path), path);

    /// <summary>Reads a file as grey: the luma as stored, as ffmpeg and libjpeg give it.</summary>
    /// <exception cref="InputFaultException">As for <see cref="Read"/>.</exception>
    public static ByteImage ReadGrey(string path)
    {
        var image = new JpegDecoder(PictureLimits.ReadFile(path), path).Decode(greyOnly: true);
        return image.Channels == 1 ? image : ByteImage.FromPlane(image.ToPlane());
    }

    /// <summary>Decodes a file's bytes; <paramref name="path"/> names it in messages.</summary>
    /// <exception cref="InputFaultException">As for <see cref="Read"/>.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, string path) => new JpegDecoder(file, path).Decode();

    /// <summary>Whether a file's first bytes are those of a JPEG that <see cref="Decode"/> reads.</summary>
    public static bool IsRead(ReadOnlySpan<byte> file) => FrameMarker(file) is 0xC0 or 0xC1 or 0xC2;

    /// <summary>Writes a file; see <see cref="Encode"/>.</summary>
    public static void Write(string path, ByteImage image, int quality = 95)
    {
        var bytes = Encode(image, quality);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Encodes one channel as grey or three as colour with chrominance at half size.</summary>
    /// <param name="image">The picture; a side is at most 65,535.</param>
    /// <param name="quality">1 to 100 on the IJG library's scale.</param>
    public static byte[] Encode(ByteImage image, int quality = 95)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(image.Width, image.Height), ushort.MaxValue);
        return new JpegEncoder(image, quality).Encode();
    }

    /// <summary>The marker of the frame header (T.81 table B.1), or 0 when there is none among the bytes.</summary>
    private static int FrameMarker(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            return 0;
        }

        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF; )
        {
            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return marker;
            }

            at += marker == 0xFF ? 1 : 2 + ((file[at + 2] << 8) | file[at + 3]);
        }

        return 0;
    }
}
