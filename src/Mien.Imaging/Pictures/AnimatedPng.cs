using System.Buffers.Binary;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Writes a loop of pictures as an animated PNG (W3C, Portable Network Graphics, third edition, section 11.3.6), which
/// browsers play without a script and everything else shows as its first picture.
/// </summary>
public static class AnimatedPng
{
    /// <summary>Encodes a loop that plays for ever.</summary>
    /// <param name="frames">At least one, all of one size and with as many channels.</param>
    /// <param name="milliseconds">How long each frame is shown, parallel to the frames; at least 1, at most 65,535.</param>
    public static byte[] Encode(IReadOnlyList<ByteImage> frames, IReadOnlyList<int> milliseconds)
    {
        ArgumentNullException.ThrowIfNull(frames);
        ArgumentNullException.ThrowIfNull(milliseconds);
        ArgumentOutOfRangeException.ThrowIfZero(frames.Count, nameof(frames));
        ArgumentOutOfRangeException.ThrowIfNotEqual(milliseconds.Count, frames.Count, nameof(milliseconds));
        var first = frames[0];
        using var file = new MemoryStream();
        file.Write(PngWriter.Signature);
        PngWriter.WriteChunk(file, "IHDR"u8, PngWriter.Header(first));
        PngWriter.WriteChunk(file, "acTL"u8, Numbers(frames.Count, 0));
        var sequence = 0;
        for (var i = 0; i < frames.Count; i++)
        {
            if (
                frames[i].Width != first.Width
                || frames[i].Height != first.Height
                || frames[i].Channels != first.Channels
            )
            {
                throw new ArgumentException($"frame {i} has another size or other channels", nameof(frames));
            }

            PngWriter.WriteChunk(file, "fcTL"u8, Control(sequence++, first, milliseconds[i]));
            var data = PngWriter.Compress(frames[i]);
            if (i == 0)
            {
                PngWriter.WriteChunk(file, "IDAT"u8, data);
            }
            else
            {
                PngWriter.WriteChunk(file, "fdAT"u8, [.. Numbers(sequence++), .. data]);
            }
        }

        PngWriter.WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>Sequence number, size, place (0, 0), delay as a fraction of 1000, no disposal, no blending.</summary>
    private static byte[] Control(int sequence, ByteImage frame, int milliseconds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, ushort.MaxValue);
        var body = new byte[26];
        Numbers(sequence, frame.Width, frame.Height, 0, 0).CopyTo(body, 0);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(20), (ushort)milliseconds);
        BinaryPrimitives.WriteUInt16BigEndian(body.AsSpan(22), 1000);
        return body;
    }

    private static byte[] Numbers(params ReadOnlySpan<int> values)
    {
        var bytes = new byte[4 * values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }
}
