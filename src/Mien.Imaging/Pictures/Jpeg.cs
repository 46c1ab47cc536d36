using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// JPEG pictures (ITU-T T.81, JFIF), 8 bits, baseline and extended sequential. Progressive files are told from damaged
/// ones, and go through ffmpeg.
/// </summary>
public static class Jpeg
{
    /// <summary>Reads a file: one channel for grey, three (red, green, blue) for colour.</summary>
    /// <exception cref="InputFaultException">The file is missing, damaged, progressive, or claims too much.</exception>
    public static ByteImage Read(string path) => Decode(PictureLimits.ReadFile(path), path);

    /// <summary>Decodes a file's bytes; <paramref name="path"/> names it in messages.</summary>
    /// <exception cref="InputFaultException">As for <see cref="Read"/>.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, string path) => new JpegDecoder(file, path).Decode();

    /// <summary>Whether a file's first bytes are those of a progressive JPEG, which <see cref="Decode"/> refuses.</summary>
    public static bool IsProgressive(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 4 <= file.Length && file[at] == 0xFF; )
        {
            if (file[at + 1] is 0xC2 or 0xC0 or 0xC1 or 0xDA)
            {
                return file[at + 1] == 0xC2;
            }

            at += file[at + 1] == 0xFF ? 1 : 2 + ((file[at + 2] << 8) | file[at + 3]);
        }

        return false;
    }

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
}
