using System.Buffers.Binary;
using Mien.Imaging.Pictures;

namespace Mien.Data.Doctor;

/// <summary>
/// Looks at the head and the tail of a picture or video without decoding it: enough to tell its size, a file cut short,
/// and a header that claims more than a dataset's picture can have. No memory is asked for on a file's word.
/// </summary>
internal static class MediaProbe
{
    private const int HeadBytes = 4096;
    private const int TailBytes = 4096;
    private const int MaxSegments = 256;

    /// <summary>What was seen: sides in pixels (0 when the format does not tell), and the problem or an empty text.</summary>
    public static (int Width, int Height, string Problem, bool IsClaim) Probe(string path)
    {
        try
        {
            using var file = File.OpenHandle(path);
            var length = RandomAccess.GetLength(file);
            if (length == 0)
            {
                return (0, 0, "is empty", false);
            }

            Span<byte> head = stackalloc byte[HeadBytes];
            head = head[..RandomAccess.Read(file, head, 0)];
            Span<byte> tail = stackalloc byte[TailBytes];
            tail = tail[..RandomAccess.Read(file, tail, Math.Max(0, length - TailBytes))];
            return Checked(ByFormat(file, length, head, tail));
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return (0, 0, $"cannot be opened ({cause.Message.TrimEnd('.')})", false);
        }
    }

    private static (int, int, string, bool) Checked((long Width, long Height, string Problem) seen)
    {
        var (width, height, problem) = seen;
        if (width > PictureLimits.MaxSide || height > PictureLimits.MaxSide || width * height > PictureLimits.MaxPixels)
        {
            return (0, 0, $"claims {width} x {height} pixels in its header", true);
        }

        return ((int)width, (int)height, problem, problem.StartsWith("claims", StringComparison.Ordinal));
    }

    private static (long Width, long Height, string Problem) ByFormat(
        Microsoft.Win32.SafeHandles.SafeFileHandle file,
        long length,
        ReadOnlySpan<byte> head,
        ReadOnlySpan<byte> tail
    )
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Jpeg(file, tail);
        }

        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return Png(head, tail);
        }

        if (head.StartsWith("BM"u8))
        {
            return Bmp(head, length);
        }

        if (head.StartsWith("RIFF"u8))
        {
            return Riff(head, length);
        }

        if (head.Length > 8 && head[4..8].SequenceEqual("ftyp"u8))
        {
            return Mp4(file, length);
        }

        ReadOnlySpan<byte> start = head[..Math.Min(12, head.Length)];
        var known =
            start.StartsWith("YUV4MPEG2"u8)
            || start.StartsWith("P5"u8)
            || start.StartsWith("P6"u8)
            || start.StartsWith("II*\0"u8)
            || start.StartsWith("MM\0*"u8)
            || start.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3])
            || start.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75])
            || start.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0x01, 0xBA]);
        return (0, 0, known ? "" : "is not a picture or video inside");
    }

    // Markers are walked to the frame header (SOFn), which holds the sides; the end-of-image marker must be near the end.
    private static (long, long, string) Jpeg(Microsoft.Win32.SafeHandles.SafeFileHandle file, ReadOnlySpan<byte> tail)
    {
        Span<byte> marker = stackalloc byte[9];
        long at = 2;
        for (var segment = 0; segment < MaxSegments; segment++)
        {
            if (RandomAccess.Read(file, marker, at) < 4 || marker[0] != 0xFF)
            {
                break;
            }

            if (marker[1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                var height = BinaryPrimitives.ReadUInt16BigEndian(marker[5..]);
                var width = BinaryPrimitives.ReadUInt16BigEndian(marker[7..]);
                var ended = tail.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]) >= 0;
                return (
                    width,
                    height,
                    width == 0 || height == 0 ? "has no size"
                    : ended ? ""
                    : "is cut short (no end-of-image marker)"
                );
            }

            at += marker[1] == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(marker[2..]);
        }

        return (0, 0, "is cut short (no frame header)");
    }

    private static (long, long, string) Png(ReadOnlySpan<byte> head, ReadOnlySpan<byte> tail)
    {
        if (head.Length < 33 || !head[12..16].SequenceEqual("IHDR"u8))
        {
            return (0, 0, "is cut short (no header)");
        }

        var width = BinaryPrimitives.ReadUInt32BigEndian(head[16..]);
        var height = BinaryPrimitives.ReadUInt32BigEndian(head[20..]);
        return (width, height, tail.LastIndexOf("IEND"u8) >= 0 ? "" : "is cut short (no end chunk)");
    }

    private static (long, long, string) Bmp(ReadOnlySpan<byte> head, long length)
    {
        if (head.Length < 34)
        {
            return (0, 0, "is cut short (no header)");
        }

        var offset = BinaryPrimitives.ReadUInt32LittleEndian(head[10..]);
        var width = Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(head[18..]));
        var height = Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(head[22..]));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        var isPlain = BinaryPrimitives.ReadUInt32LittleEndian(head[30..]) == 0;
        var needed = offset + (((width * bits) + 31) / 32 * 4 * height);
        return (width, height, isPlain && needed > length ? $"is cut short ({length} of {needed} bytes)" : "");
    }

    private static (long, long, string) Riff(ReadOnlySpan<byte> head, long length)
    {
        var claimed = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) + 8L;
        return (0, 0, claimed > length ? $"is cut short ({length} of {claimed} bytes)" : "");
    }

    private static (long, long, string) Mp4(Microsoft.Win32.SafeHandles.SafeFileHandle file, long length)
    {
        Span<byte> box = stackalloc byte[16];
        long at = 0;
        var hasIndex = false;
        for (var n = 0; n < MaxSegments && at < length; n++)
        {
            if (RandomAccess.Read(file, box, at) < 8)
            {
                return (0, 0, "is cut short (half a box at its end)");
            }

            long size = BinaryPrimitives.ReadUInt32BigEndian(box);
            size =
                size == 1 ? BinaryPrimitives.ReadInt64BigEndian(box[8..])
                : size == 0 ? length - at
                : size;
            hasIndex |= box[4..8].SequenceEqual("moov"u8) || box[4..8].SequenceEqual("moof"u8);
            if (size < 8 || size > length - at)
            {
                return (0, 0, $"is cut short (a box claims {size} bytes, {length - at} are left)");
            }

            at += size;
        }

        return (0, 0, hasIndex ? "" : "has no index (moov box)");
    }
}
