using System.Buffers.Binary;
using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Windows bitmaps without compression: 8 bits with a palette, 24 and 32 bits. Some datasets ship their crops in this
/// format.
/// </summary>
public static class Bmp
{
    private const int FileHeader = 14;
    private const int InfoHeader = 40;

    /// <summary>Reads a file; grey palettes give one channel, everything else three (red, green, blue).</summary>
    /// <exception cref="InputFaultException">The file is missing, damaged, compressed or claims too much.</exception>
    public static ByteImage Read(string path) => Decode(PictureLimits.ReadFile(path), path);

    /// <summary>Decodes a file's bytes; <paramref name="path"/> names it in messages.</summary>
    /// <exception cref="InputFaultException">As for <see cref="Read"/>.</exception>
    public static ByteImage Decode(ReadOnlySpan<byte> file, string path)
    {
        if (file.Length < FileHeader + InfoHeader || !file.StartsWith("BM"u8))
        {
            throw new InputFaultException($"{path} is not a Windows bitmap: check the file.");
        }

        var offset = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        var infoSize = BinaryPrimitives.ReadUInt32LittleEndian(file[14..]);
        var width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        var signedHeight = BinaryPrimitives.ReadInt32LittleEndian(file[22..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        var compression = BinaryPrimitives.ReadUInt32LittleEndian(file[30..]);
        var height = Math.Abs((long)signedHeight);
        PictureLimits.CheckFileSize(path, width, height);
        if (compression != 0 || bits is not (8 or 24 or 32))
        {
            throw new InputFaultException(
                $"{path} is a bitmap of {bits} bits with compression {compression}, and plain ones of 8, 24 and 32 bits are read: save it again as PNG."
            );
        }

        var stride = ((width * bits) + 31) / 32 * 4;
        if (offset + (stride * height) > file.Length)
        {
            throw new InputFaultException(
                $"{path} is cut short ({file.Length} of {offset + (stride * height)} bytes): fetch it anew."
            );
        }

        var rows = new Rows(file[(int)offset..], stride, (int)height, isBottomUp: signedHeight > 0);
        return bits == 8 ? Indexed(rows, width, Palette(file, infoSize, offset, path)) : Direct(rows, width, bits / 8);
    }

    /// <summary>Whether a file's first bytes are those of a bitmap that <see cref="Decode"/> reads.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> file) =>
        file.Length >= FileHeader + InfoHeader
        && file.StartsWith("BM"u8)
        && BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) is 8 or 24 or 32
        && BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) == 0;

    /// <summary>Writes 8 bits with a grey palette for one channel, 24 bits for three.</summary>
    public static void Write(string path, ByteImage image)
    {
        var bytes = Encode(image);
        AtomicFile.Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Encodes as for <see cref="Write"/>.</summary>
    public static byte[] Encode(ByteImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var bits = image.Channels * 8;
        var palette = image.Channels == 1 ? 256 * 4 : 0;
        var stride = ((image.Width * bits) + 31) / 32 * 4;
        var offset = FileHeader + InfoHeader + palette;
        var file = new byte[offset + (stride * image.Height)];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), offset);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), InfoHeader);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), image.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), image.Height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), (short)bits);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(34), stride * image.Height);
        for (var i = 0; i < palette; i++)
        {
            file[FileHeader + InfoHeader + i] = i % 4 == 3 ? (byte)0 : (byte)(i / 4);
        }

        for (var y = 0; y < image.Height; y++)
        {
            var row = file.AsSpan(offset + ((image.Height - 1 - y) * stride), image.Width * image.Channels);
            image.Row(y).CopyTo(row);
            for (var i = 0; image.Channels == 3 && i < row.Length; i += 3)
            {
                (row[i], row[i + 2]) = (row[i + 2], row[i]);
            }
        }

        return file;
    }

    private static byte[] Palette(ReadOnlySpan<byte> file, uint infoSize, uint offset, string path)
    {
        var start = FileHeader + (long)infoSize;
        if (start + 4 > offset || offset > file.Length)
        {
            throw new InputFaultException($"{path} has no palette where its header says: fetch it anew.");
        }

        var palette = new byte[256 * 4];
        file[(int)start..(int)Math.Min(offset, start + palette.Length)].CopyTo(palette);
        return palette;
    }

    private static ByteImage Indexed(Rows rows, int width, byte[] palette)
    {
        var isGrey = Enumerable
            .Range(0, 256)
            .All(i => palette[4 * i] == palette[(4 * i) + 1] && palette[4 * i] == palette[(4 * i) + 2]);
        var image = new ByteImage(width, rows.Count, isGrey ? 1 : 3);
        for (var y = 0; y < rows.Count; y++)
        {
            var from = rows[y];
            var to = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                var entry = 4 * from[x];
                if (isGrey)
                {
                    to[x] = palette[entry];
                }
                else
                {
                    (to[3 * x], to[(3 * x) + 1], to[(3 * x) + 2]) = (
                        palette[entry + 2],
                        palette[entry + 1],
                        palette[entry]
                    );
                }
            }
        }

        return image;
    }

    private static ByteImage Direct(Rows rows, int width, int step)
    {
        var image = new ByteImage(width, rows.Count, 3);
        for (var y = 0; y < rows.Count; y++)
        {
            var from = rows[y];
            var to = image.Row(y);
            for (var x = 0; x < width; x++)
            {
                (to[3 * x], to[(3 * x) + 1], to[(3 * x) + 2]) = (
                    from[(step * x) + 2],
                    from[(step * x) + 1],
                    from[step * x]
                );
            }
        }

        return image;
    }

    /// <summary>Pixel rows from top to bottom, whichever way the file stores them.</summary>
    private readonly ref struct Rows(ReadOnlySpan<byte> pixels, int stride, int count, bool isBottomUp)
    {
        private readonly ReadOnlySpan<byte> _pixels = pixels;

        public int Count => count;

        public ReadOnlySpan<byte> this[int y] => _pixels.Slice((isBottomUp ? count - 1 - y : y) * stride, stride);
    }
}
