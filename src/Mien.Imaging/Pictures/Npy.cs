using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Arrays in NumPy's .npy format (numpy.lib.format, versions 1.0 to 3.0), little-endian float32 and uint8 in C order.
/// Anything else in a file, Python objects above all, is refused.
/// </summary>
public static partial class Npy
{
    private const int MaxHeader = 65_535;
    private const int MaxDimensions = 8;

    /// <summary>Reads float32 values.</summary>
    /// <exception cref="InputFaultException">The file is missing, hostile, cut short or holds something else.</exception>
    public static NpyArray<float> ReadSingles(string path)
    {
        var file = PictureLimits.ReadFile(path);
        var (shape, at) = ReadHeader(file, path, "<f4", sizeof(float));
        var values = new float[(file.Length - at) / sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(at + (i * sizeof(float))));
        }

        return new NpyArray<float>(shape, values);
    }

    /// <summary>Reads uint8 values.</summary>
    /// <exception cref="InputFaultException">The file is missing, hostile, cut short or holds something else.</exception>
    public static NpyArray<byte> ReadBytes(string path)
    {
        var file = PictureLimits.ReadFile(path);
        var (shape, at) = ReadHeader(file, path, "|u1", 1);
        return new NpyArray<byte>(shape, file[at..]);
    }

    /// <summary>Writes float32 values of the given shape.</summary>
    public static void Write(string path, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        var body = new byte[values.Length * sizeof(float)];
        for (var i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(body.AsSpan(i * sizeof(float)), values[i]);
        }

        Write(path, "<f4", shape, body, sizeof(float));
    }

    /// <summary>Writes uint8 values of the given shape.</summary>
    public static void Write(string path, ReadOnlySpan<int> shape, ReadOnlySpan<byte> values) =>
        Write(path, "|u1", shape, values.ToArray(), 1);

    private static void Write(string path, string type, ReadOnlySpan<int> shape, byte[] body, int size)
    {
        long count = size;
        foreach (var side in shape)
        {
            count *= side;
        }

        if (count != body.Length)
        {
            throw new ArgumentException("the shape does not hold as many values as were given", nameof(shape));
        }

        var header = Header(type, shape);
        AtomicFile.Write(
            path,
            stream =>
            {
                stream.Write(header);
                stream.Write(body);
            }
        );
    }

    private static byte[] Header(string type, ReadOnlySpan<int> shape)
    {
        var sides = string.Join(", ", shape.ToArray()) + (shape.Length == 1 ? "," : "");
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({sides}), }}";
        // The whole header, magic and length included, is padded to a multiple of 64 and ends in a line feed.
        var length = ((10 + text.Length + 1 + 63) / 64 * 64) - 10;
        var header = new byte[10 + length];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n", header.AsSpan(10));
        return header;
    }

    /// <summary>Checks the header against the type wanted and the file's length; returns the shape and where values start.</summary>
    private static (int[] Shape, int At) ReadHeader(ReadOnlySpan<byte> file, string path, string type, int size)
    {
        if (file.Length < 12 || file[0] != 0x93 || !file[1..].StartsWith("NUMPY"u8) || file[6] is < 1 or > 3)
        {
            throw new InputFaultException(
                $"{path} is not a .npy file of version 1 to 3: check that it is the right file."
            );
        }

        var start = file[6] == 1 ? 10 : 12;
        var length =
            file[6] == 1
                ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..])
                : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (length > MaxHeader || length > file.Length - start)
        {
            throw new InputFaultException(
                $"{path} has a header that runs past its end: the file is damaged, copy it again."
            );
        }

        var match = HeaderPattern().Match(Encoding.Latin1.GetString(file.Slice(start, (int)length)));
        if (!match.Success)
        {
            throw new InputFaultException(
                $"{path} has a header that is not understood: save it again with numpy.save."
            );
        }

        if (match.Groups["type"].Value != type || match.Groups["order"].Value != "False")
        {
            throw new InputFaultException(
                $"{path} holds '{match.Groups["type"].Value}' values{(match.Groups["order"].Value == "False" ? "" : " in Fortran order")}, and '{type}' in C order is read: convert it with numpy.ascontiguousarray and astype."
            );
        }

        var shape = Sides(match.Groups["shape"].Value, path, file.Length);
        var at = start + (int)length;
        var expected = shape.Aggregate((long)size, (product, side) => Math.Min(product * side, long.MaxValue >> 32));
        if (expected != file.Length - at)
        {
            throw new InputFaultException(
                $"{path} claims {expected} bytes of values and has {file.Length - at}: the file is damaged, copy it again."
            );
        }

        return (shape, at);
    }

    private static int[] Sides(string text, string path, long fileLength)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var sides = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts.Length > MaxDimensions || !int.TryParse(parts[i], out sides[i]) || sides[i] > fileLength)
            {
                throw new InputFaultException(
                    $"{path} claims the shape ({text}), which it cannot hold: the file is damaged."
                );
            }
        }

        return sides;
    }

    // The dictionary as numpy writes it: the three keys in this order.
    [GeneratedRegex(
        @"^\{'descr': '(?<type>[^']{1,16})', 'fortran_order': (?<order>True|False), 'shape': \((?<shape>[0-9, ]{0,128})\),? ?\}\s*$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex HeaderPattern();
}
