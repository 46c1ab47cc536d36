using System.Buffers.Binary;
using System.IO.Compression;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Encodes 8-bit pictures. Each row takes the filter with the least sum of absolute differences, the rule that the PNG
/// specification (section 12.8) suggests.
/// </summary>
internal static class PngWriter
{
    public static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static byte[] Encode(ByteImage image)
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, Header(image));
        WriteChunk(file, "IDAT"u8, Compress(image));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The body of the header chunk.</summary>
    public static byte[] Header(ByteImage image)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), image.Height);
        header[8] = 8;
        header[9] = image.Channels switch
        {
            1 => 0,
            3 => 2,
            _ => 6,
        };
        return header;
    }

    /// <summary>Writes a chunk with its length and checksum.</summary>
    public static void WriteChunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> body)
    {
        var chunk = new byte[12 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length);
        type.CopyTo(chunk.AsSpan(4));
        body.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(
            chunk.AsSpan(8 + body.Length),
            Crc32.Of(chunk.AsSpan(4, 4 + body.Length))
        );
        file.Write(chunk);
    }

    /// <summary>The filtered and compressed rows: the body of the data chunk.</summary>
    public static byte[] Compress(ByteImage image)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var rows = new FilteredRow(image.Width * image.Channels, image.Channels);
            ReadOnlySpan<byte> above = new byte[image.Width * image.Channels];
            for (var y = 0; y < image.Height; y++)
            {
                var row = image.Row(y);
                zlib.Write(rows.Best(row, above));
                above = row;
            }
        }

        return packed.ToArray();
    }

    /// <summary>The five filters of one row, each with its leading type byte.</summary>
    private sealed class FilteredRow(int length, int pixel)
    {
        private byte[] _best = new byte[length + 1];
        private byte[] _trial = new byte[length + 1];

        public ReadOnlySpan<byte> Best(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above)
        {
            var least = long.MaxValue;
            for (var filter = 0; filter < 5; filter++)
            {
                var cost = Filter(filter, row, above);
                if (cost < least)
                {
                    least = cost;
                    (_best, _trial) = (_trial, _best);
                }
            }

            return _best;
        }

        private long Filter(int filter, ReadOnlySpan<byte> row, ReadOnlySpan<byte> above)
        {
            long cost = 0;
            _trial[0] = (byte)filter;
            for (var i = 0; i < row.Length; i++)
            {
                var a = i < pixel ? 0 : row[i - pixel];
                var c = i < pixel ? 0 : above[i - pixel];
                var difference = (byte)(row[i] - PngFilter.Predict(filter, a, above[i], c));
                _trial[i + 1] = difference;
                cost += Math.Abs((sbyte)difference == sbyte.MinValue ? 128 : (int)(sbyte)difference);
            }

            return cost;
        }
    }
}
