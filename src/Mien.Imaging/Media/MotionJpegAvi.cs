using System.Buffers.Binary;
using System.Text;
using Mien.Foundation;

namespace Mien.Imaging.Media;

/// <summary>Writes videos of JPEG pictures in the AVI container (RIFF, codec MJPG), which every player and ffmpeg read.</summary>
public static class MotionJpegAvi
{
    private const uint HasIndex = 0x10;
    private const uint KeyFrame = 0x10;

    /// <summary>Writes a video.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="pictures">JPEG files in memory, all of one size.</param>
    /// <param name="width">Their columns.</param>
    /// <param name="height">Their rows.</param>
    /// <param name="framesPerSecond">Whole frames a second.</param>
    public static void Write(string path, IEnumerable<byte[]> pictures, int width, int height, int framesPerSecond)
    {
        byte[][] frames = [.. pictures];
        AtomicFile.Write(
            path,
            stream =>
                stream.Write(
                    Riff("RIFF", "AVI ", Header(frames, width, height, framesPerSecond), Movie(frames), Index(frames))
                )
        );
    }

    private static byte[] Header(byte[][] frames, int width, int height, int rate)
    {
        var largest = (uint)frames.Max(frame => frame.Length);
        var main = Words([
            1_000_000u / (uint)rate,
            largest * (uint)rate,
            0,
            HasIndex,
            (uint)frames.Length,
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
                (uint)frames.Length,
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
        return Riff(
            "LIST",
            "hdrl",
            Chunk("avih", main),
            Riff("LIST", "strl", Chunk("strh", stream), Chunk("strf", format))
        );
    }

    private static byte[] Movie(byte[][] frames) =>
        Riff("LIST", "movi", [.. frames.Select(frame => Chunk("00dc", frame))]);

    private static byte[] Index(byte[][] frames)
    {
        var entries = new List<byte>();
        var offset = 4u;
        foreach (var frame in frames)
        {
            entries.AddRange("00dc"u8);
            entries.AddRange(Words([KeyFrame, offset, (uint)frame.Length]));
            offset += 8 + (uint)((frame.Length + 1) / 2 * 2);
        }

        return Chunk("idx1", [.. entries]);
    }

    private static byte[] Riff(string kind, string type, params byte[][] parts) =>
        Chunk(kind, [.. Encoding.ASCII.GetBytes(type), .. parts.SelectMany(part => part)]);

    /// <summary>A chunk: four letters, length, content, and a zero when the length is odd.</summary>
    private static byte[] Chunk(string kind, byte[] content)
    {
        var chunk = new byte[8 + ((content.Length + 1) / 2 * 2)];
        Encoding.ASCII.GetBytes(kind, chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        content.CopyTo(chunk, 8);
        return chunk;
    }

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
