using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Binary PGM (P5, grey) and PPM (P6, colour) files of the Netpbm family. Read with 8 or 16 bits a sample (16 are rounded
/// to 8), written with 8.
/// </summary>
public static class Netpbm
{
    /// <summary>Reads a .pgm or .ppm file as grey or RGB.</summary>
    /// <exception cref="InputFaultException">The file is missing, of another kind, cut short or too large.</exception>
    public static ByteImage Read(string path) => Decode(PictureLimits.ReadFile(path), path);

    /// <summary>Reads from memory; <paramref name="path"/> names the picture in messages.</summary>
    public static ByteImage Decode(ReadOnlySpan<byte> file, string path)
    {
        if (file.Length < 2 || file[0] != 'P' || file[1] is not ((byte)'5' or (byte)'6'))
        {
            throw new InputFaultException($"{path} is not a binary PGM or PPM file (P5 or P6): convert it to PNG.");
        }

        var at = 2;
        var width = Number(file, ref at, path);
        var height = Number(file, ref at, path);
        var white = Number(file, ref at, path);
        at++;
        PictureLimits.CheckFileSize(path, width, height);
        if (white is < 1 or > 65_535)
        {
            throw new InputFaultException($"{path} gives {white} as its white, not 1 to 65535: the file is damaged.");
        }

        var channels = file[1] == '5' ? 1 : 3;
        var wide = white > 255 ? 2 : 1;
        var rowBytes = (long)width * channels * wide;
        if (file.Length - at < rowBytes * height)
        {
            throw new InputFaultException(
                $"{path} ends in the middle of its pixel data at row {Math.Max(0, file.Length - at) / rowBytes} of {height}: the file is damaged, copy it again."
            );
        }

        var image = new ByteImage(width, height, channels);
        Fill(image.Samples, file[at..], white, wide);
        return image;
    }

    /// <summary>Writes grey as PGM and colour as PPM; alpha is dropped.</summary>
    public static void Write(string path, ByteImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var plain = image.Channels == 4 ? image.ToRgb() : image;
        var header = $"P{(plain.Channels == 1 ? 5 : 6)}\n{plain.Width} {plain.Height}\n255\n";
        AtomicFile.Write(
            path,
            stream =>
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(header));
                stream.Write(plain.Samples);
            }
        );
    }

    private static void Fill(Span<byte> samples, ReadOnlySpan<byte> data, int white, int wide)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var value = wide == 1 ? data[i] : (data[2 * i] << 8) | data[(2 * i) + 1];
            samples[i] = (byte)(((Math.Min(value, white) * 255L) + (white / 2)) / white);
        }
    }

    /// <summary>The next decimal number, past white space and comments that run from # to the line's end.</summary>
    private static int Number(ReadOnlySpan<byte> file, ref int at, string path)
    {
        while (at < file.Length && (IsSpace(file[at]) || file[at] == '#'))
        {
            at += file[at] == '#' ? Math.Max(1, file[at..].IndexOf((byte)'\n')) : 1;
        }

        long value = -1;
        for (; at < file.Length && file[at] is >= (byte)'0' and <= (byte)'9' && value < int.MaxValue / 10; at++)
        {
            value = (Math.Max(value, 0) * 10) + file[at] - '0';
        }

        if (value < 0 || at >= file.Length || !IsSpace(file[at]))
        {
            throw new InputFaultException(
                $"{path} has no readable width, height and white in its header: the file is damaged."
            );
        }

        return (int)value;
    }

    private static bool IsSpace(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
}
