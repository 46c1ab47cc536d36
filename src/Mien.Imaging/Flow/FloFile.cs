using System.Buffers.Binary;
using Mien.Foundation;
using Mien.Imaging.Pictures;

namespace Mien.Imaging.Flow;

/// <summary>
/// Flow fields in the Middlebury format (Baker et al. 2011): the float 202021.25, width and height as 32-bit integers, then
/// u and v interleaved as 32-bit floats, row after row, all little-endian.
/// </summary>
public static class FloFile
{
    private const float Tag = 202021.25f;
    private const int HeaderBytes = 12;

    /// <summary>Reads a .flo file.</summary>
    /// <exception cref="InputFaultException">The file is missing, of another kind, cut short or too large.</exception>
    public static FlowField Read(string path)
    {
        var file = PictureLimits.ReadFile(path);
        if (file.Length < HeaderBytes || BinaryPrimitives.ReadSingleLittleEndian(file) != Tag)
        {
            throw new InputFaultException($"{path} is not a .flo file: check that it is the right file.");
        }

        var width = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        var height = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(8));
        PictureLimits.CheckFileSize(path, width, height);
        var expected = HeaderBytes + (8L * width * height);
        if (file.Length != expected)
        {
            throw new InputFaultException(
                $"{path} has {file.Length} bytes and {expected} were expected for {width} x {height} vectors: the file is damaged, copy it again."
            );
        }

        return Split(file.AsSpan(HeaderBytes), new FlowField(width, height));
    }

    /// <summary>Writes a .flo file.</summary>
    public static void Write(string path, FlowField flow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        var file = new byte[HeaderBytes + (8L * flow.Width * flow.Height)];
        BinaryPrimitives.WriteSingleLittleEndian(file, Tag);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), flow.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), flow.Height);
        for (var i = 0; i < flow.U.Samples.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(HeaderBytes + (8 * i)), flow.U.Samples[i]);
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(HeaderBytes + (8 * i) + 4), flow.V.Samples[i]);
        }

        AtomicFile.Write(path, stream => stream.Write(file));
    }

    private static FlowField Split(ReadOnlySpan<byte> vectors, FlowField flow)
    {
        for (var i = 0; i < flow.U.Samples.Length; i++)
        {
            flow.U.Samples[i] = BinaryPrimitives.ReadSingleLittleEndian(vectors[(8 * i)..]);
            flow.V.Samples[i] = BinaryPrimitives.ReadSingleLittleEndian(vectors[((8 * i) + 4)..]);
        }

        return flow;
    }
}
