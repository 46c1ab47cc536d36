using System.Buffers.Binary;
using System.Text;
using Mien.Foundation;

namespace Mien.Imaging.Media;

/// <summary>
/// Writes videos of JPEG pictures in the AVI container (RIFF, codec MJPG), which every player and ffmpeg read. Pictures
/// are written as they come; only their lengths are kept, for the index at the end.
/// </summary>
public static class MotionJpegAvi
{
    private const uint HasIndex = 0x10;
    private const uint KeyFrame = 0x10;

    /// <summary>The container counts bytes in 32 bits.</summary>
    private const long MaxBytes = uint.MaxValue - (1 << 20);

    /// <summary>Writes a video.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="pictures">JPEG files in memory, all of one size.</param>
    /// <param name="width">Their columns.</param>
    /// <param name="height">Their rows.</param>
    /// <param name="framesPerSecond">Whole frames a second.</param>
    /// <exception cref="InputFaultException">The video would have more than 4 GiB.</exception>
    public static void Write(string path, IEnumerable<byte[]> pictures, int width, int height, int framesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        AtomicFile.Write(
            path,
            stream =>
            {
                // The header says how many pictures follow and how large the largest is, so it is written twice.
                stream.Write(Head([], width, height, framesPerSecond));
                var lengths = WriteMovie(stream, pictures, path);
                stream.Write(Index(lengths));
                stream.Position = 0;
                stream.Write(Head(lengths, width, height, framesPerSecond));
            }
        );
    }

    private static List<int> WriteMovie(Stream stream, IEnumerable<byte[]> pictures, string path)
    {
        var lengths = new List<int>();
        foreach (var picture in pictures)
        {
            if (stream.Position + picture.Length + (16L * lengths.Count) > MaxBytes)
            {
                throw new InputFaultException(
                    $"{path} would have more than the 4 GiB that an AVI file may have: make the video shorter, smaller or of another format."
                );
            }

            stream.Write(Chunk("00dc", picture));
            lengths.Add(picture.Length);
        }

        return lengths;
    }

    /// <summary>All that stands before the first picture.</summary>
    private static byte[] Head(List<int> lengths, int width, int height, int rate)
    {
        var header = Header(lengths, width, height, rate);
        var movie = 4 + lengths.Sum(length => 8L + Even(length));
        var file = 4 + header.Length + 8 + movie + 8 + (16L * lengths.Count);
        return
        [
            .. "RIFF"u8,
            .. Words([(uint)file]),
            .. "AVI "u8,
            .. header,
            .. "LIST"u8,
            .. Words([(uint)movie]),
            .. "movi"u8,
        ];
    }

    private static byte[] Header(List<int> lengths, int width, int height, int rate)
    {
        var largest = (uint)lengths.DefaultIfEmpty().Max();
        var main = Words([
            1_000_000u / (uint)rate,
            largest * (uint)rate,
            0,
            HasIndex,
            (uint)lengths.Count,
            0,
            1,
            largest,
            (uint)width,
            (uint)height,
            0,
            0,
            0,
            0,
        ]);
        byte[] stream =
        [
            .. "vidsMJPG"u8,
            .. Words([
                0,
                0,
                0,
                1,
                (uint)rate,
                0,
                (uint)lengths.Count,
                largest,
                uint.MaxValue,
                0,
                0,
                (uint)width | ((uint)height << 16),
            ]),
        ];
        byte[] format =
        [
            .. Words([40, (uint)width, (uint)height, 1 | (24 << 16)]),
            .. "MJPG"u8,
            .. Words([(uint)(width * height * 3), 0, 0, 0, 0]),
        ];
        return List("hdrl", Chunk("avih", main), List("strl", Chunk("strh", stream), Chunk("strf", format)));
    }

    private static byte[] Index(List<int> lengths)
    {
        var entries = new byte[16 * lengths.Count];
        var offset = 4u;
        for (var i = 0; i < lengths.Count; i++)
        {
            var entry = entries.AsSpan(16 * i, 16);
            "00dc"u8.CopyTo(entry);
            Words([KeyFrame, offset, (uint)lengths[i]]).CopyTo(entry[4..]);
            offset += 8 + (uint)Even(lengths[i]);
        }

        return Chunk("idx1", entries);
    }

    private static byte[] List(string type, params byte[][] parts) =>
        Chunk("LIST", [.. Encoding.ASCII.GetBytes(type), .. parts.SelectMany(part => part)]);

    /// <summary>A chunk: four letters, length, content, and a zero when the length is odd.</summary>
    private static byte[] Chunk(string kind, byte[] content)
    {
        var chunk = new byte[8 + Even(content.Length)];
        Encoding.ASCII.GetBytes(kind, chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        content.CopyTo(chunk, 8);
        return chunk;
    }

    private static int Even(int length) => (length + 1) / 2 * 2;

    private static byte[] Words(ReadOnlySpan<uint> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }
}
