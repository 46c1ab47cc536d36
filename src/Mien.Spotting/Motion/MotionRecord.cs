using System.Buffers.Binary;
using System.Numerics;
using Mien.Faces.Detection;
using Mien.Foundation;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Motion;

/// <summary>
/// The layout of motion on disk: a header, then a record of fixed length for every face of every frame, and one without a
/// face for a frame that shows none, in the order of time; little-endian. The file only ever grows, so that a run that was
/// ended goes on behind the last whole record, and hours of video need no memory.
/// </summary>
/// <remarks>
/// Header: eight bytes of name and version, length of a record, number of regions (int32). Record: frame, face (0 for
/// none), 1 for the start of a stretch, 0 (int32), seconds (float64), then float32: box (x, y, width, height), yaw,
/// pitch, roll, head (x, y), turn (x, y), eye opening, residual, u and v of every region, strain of every region, misfit of every region.
/// </remarks>
internal static class MotionRecord
{
    /// <summary>Bytes of the header.</summary>
    public const int HeaderLength = 16;

    private const int NumbersAt = 24;
    private const int RegionsAt = 13;

    private static readonly int Numbers = RegionsAt + (4 * FaceRegions.Count);

    /// <summary>Bytes of a record.</summary>
    public static int Length => NumbersAt + (sizeof(float) * Numbers);

    private static ReadOnlySpan<byte> Name => "MIENMOT1"u8;

    /// <summary>The header of a file.</summary>
    public static byte[] Header()
    {
        var header = new byte[HeaderLength];
        Name.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Length);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), FaceRegions.Count);
        return header;
    }

    /// <exception cref="InputFaultException">The header is another one.</exception>
    public static void Check(ReadOnlySpan<byte> header, string path)
    {
        if (!header.SequenceEqual(Header()))
        {
            throw new InputFaultException(
                $"{path} is no motion file of this version of Mien: give another --out, or delete the folder."
            );
        }
    }

    /// <summary>Writes a sample into a record's bytes.</summary>
    public static void Write(MotionSample sample, Span<byte> record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record, sample.Frame);
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], sample.Face);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], sample.IsStart ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(record[12..], 0);
        BinaryPrimitives.WriteDoubleLittleEndian(record[16..], sample.Seconds);
        var to = new Numbered(record[NumbersAt..]);
        var box = sample.Box;
        to.Put((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height);
        to.Put(sample.Pose.X, sample.Pose.Y, sample.Pose.Z, sample.Head.X, sample.Head.Y);
        to.Put(sample.Turn.X, sample.Turn.Y, sample.EyeOpening, sample.Residual);
        foreach (var place in sample.Regions)
        {
            to.Put(place.X, place.Y);
        }

        to.Put(sample.Strains);
        to.Put(sample.Misfits);
    }

    /// <summary>Reads a record's bytes.</summary>
    public static void Read(ReadOnlySpan<byte> record, MotionSample sample)
    {
        sample.Frame = BinaryPrimitives.ReadInt32LittleEndian(record);
        sample.Face = BinaryPrimitives.ReadInt32LittleEndian(record[4..]);
        sample.IsStart = BinaryPrimitives.ReadInt32LittleEndian(record[8..]) != 0;
        sample.Seconds = BinaryPrimitives.ReadDoubleLittleEndian(record[16..]);
        var numbers = record[NumbersAt..];
        float At(ReadOnlySpan<byte> all, int i) => BinaryPrimitives.ReadSingleLittleEndian(all[(4 * i)..]);
        sample.Box = new FaceBox(At(numbers, 0), At(numbers, 1), At(numbers, 2), At(numbers, 3));
        sample.Pose = new Vector3(At(numbers, 4), At(numbers, 5), At(numbers, 6));
        sample.Head = new Vector2(At(numbers, 7), At(numbers, 8));
        sample.Turn = new Vector2(At(numbers, 9), At(numbers, 10));
        (sample.EyeOpening, sample.Residual) = (At(numbers, 11), At(numbers, 12));
        for (var r = 0; r < FaceRegions.Count; r++)
        {
            sample.Regions[r] = new Vector2(At(numbers, RegionsAt + (2 * r)), At(numbers, RegionsAt + 1 + (2 * r)));
            sample.Strains[r] = At(numbers, RegionsAt + (2 * FaceRegions.Count) + r);
            sample.Misfits[r] = At(numbers, RegionsAt + (3 * FaceRegions.Count) + r);
        }
    }

    private ref struct Numbered(Span<byte> target)
    {
        private Span<byte> _rest = target;

        public void Put(params ReadOnlySpan<float> values)
        {
            foreach (var value in values)
            {
                BinaryPrimitives.WriteSingleLittleEndian(_rest, value);
                _rest = _rest[sizeof(float)..];
            }
        }
    }
}
