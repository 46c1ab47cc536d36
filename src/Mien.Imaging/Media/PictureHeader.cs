using System.Buffers.Binary;

namespace Mien.Imaging.Media;

/// <summary>The size that a JPEG or BMP file claims, read from its header alone.</summary>
internal static class PictureHeader
{
    /// <summary>Width and height, or (0, 0) when the bytes are neither format or the header is cut.</summary>
    public static (int Width, int Height) ReadSize(ReadOnlySpan<byte> file) =>
        file.StartsWith("BM"u8) ? ReadBmp(file)
        : file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? ReadJpeg(file)
        : (0, 0);

    /// <summary>
    /// Whether an uncompressed BMP ends before its last row; ffmpeg would take what is missing from the next picture.
    /// </summary>
    public static bool IsCutBmp(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith("BM"u8) || file.Length < 34 || BinaryPrimitives.ReadInt32LittleEndian(file[30..]) != 0)
        {
            return file.StartsWith("BM"u8) && file.Length < 34;
        }

        var (width, height) = ReadBmp(file);
        var rowBytes = (((long)width * BinaryPrimitives.ReadUInt16LittleEndian(file[28..])) + 31) / 32 * 4;
        return BinaryPrimitives.ReadUInt32LittleEndian(file[10..]) + (rowBytes * height) > file.Length;
    }

    private static (int, int) ReadBmp(ReadOnlySpan<byte> file)
    {
        if (file.Length < 26)
        {
            return (0, 0);
        }

        var (width, height) = (
            BinaryPrimitives.ReadInt32LittleEndian(file[18..]),
            BinaryPrimitives.ReadInt32LittleEndian(file[22..])
        );
        // A negative height means that rows run from the top.
        return (width, height == int.MinValue ? 0 : Math.Abs(height));
    }

    /// <summary>Walks the markers to the start of frame (C0 to CF without the tables C4, C8, CC).</summary>
    private static (int, int) ReadJpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 <= file.Length; )
        {
            if (file[at] != 0xFF)
            {
                return (0, 0);
            }

            var marker = file[at + 1];
            if (marker is 0xFF or 0x01 or (>= 0xD0 and <= 0xD7))
            {
                at += marker == 0xFF ? 1 : 2;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..])
                );
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return (0, 0);
    }
}
