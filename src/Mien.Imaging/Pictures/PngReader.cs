using System.Buffers.Binary;
using System.IO.Compression;
using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Decodes one PNG file into samples of its own depth (one ushort each) and turns them into pictures. Damage is told with
/// the row it was met in.
/// </summary>
internal sealed class PngReader
{
    // Deflate cannot pack better than 1032 to 1, so a file that claims more is cut short; this is known before allocation.
    private const long MaxDeflateRatio = 1032;

    private readonly string _path;
    private readonly int _width;
    private readonly int _height;
    private readonly int _depth;
    private readonly int _colour;
    private readonly bool _interlaced;
    private readonly int _channels;
    private readonly ushort[] _samples;
    private byte[] _palette = [];
    private byte[] _transparency = [];
    private bool _cutInsidePixels;

    public PngReader(ReadOnlySpan<byte> file, string path)
    {
        _path = path;
        if (file.Length < 33 || !file.StartsWith(PngWriter.Signature) || !file[12..].StartsWith("IHDR"u8))
        {
            throw new InputFaultException($"{path} is not a PNG file: check that it is the right file.");
        }

        var header = ChunkBody(file, 8, 13);
        _width = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(header));
        _height = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        (_depth, _colour, _interlaced) = (header[8], header[9], header[12] == 1);
        PictureLimits.CheckFileSize(path, _width, _height);
        _channels = ChannelsOf(_colour, _depth);
        if (_channels == 0 || header[10] != 0 || header[11] != 0 || header[12] > 1)
        {
            throw Damaged("has a header that no PNG has");
        }

        using var packed = CollectData(file[33..]);
        if (packed.Length * MaxDeflateRatio < RowBytes(_width) * (long)_height / (_interlaced ? 2 : 1))
        {
            throw CutShort((int)(packed.Length * MaxDeflateRatio / (RowBytes(_width) + 1)));
        }

        _samples = new ushort[(long)_width * _height * _channels];
        Inflate(packed);
        if (_cutInsidePixels)
        {
            throw CutShort(_height);
        }
    }

    /// <summary>8-bit samples.</summary>
    public ByteImage ToImage()
    {
        var alpha = _colour is 4 or 6 || _transparency.Length > 0;
        var channels =
            alpha ? 4
            : _colour == 0 ? 1
            : 3;
        var image = new ByteImage(_width, _height, channels);
        if (_depth == 8 && _colour != 3 && channels == _channels)
        {
            for (var i = 0; i < _samples.Length; i++)
            {
                image.Samples[i] = (byte)_samples[i];
            }

            return image;
        }

        for (var i = 0; i < _width * _height; i++)
        {
            Convert(_samples.AsSpan(i * _channels, _channels), image.Samples.AsSpan(i * channels, channels));
        }

        return image;
    }

    /// <summary>Grey values 0..255.</summary>
    public Plane ToPlane()
    {
        if (_colour == 3 || _depth < 16)
        {
            return ToImage().ToPlane();
        }

        var plane = new Plane(_width, _height);
        for (var i = 0; i < plane.Samples.Length; i++)
        {
            var s = _samples.AsSpan(i * _channels, _channels);
            plane.Samples[i] = (_channels < 3 ? s[0] : (0.299f * s[0]) + (0.587f * s[1]) + (0.114f * s[2])) / 257f;
        }

        return plane;
    }

    private void Convert(ReadOnlySpan<ushort> from, Span<byte> to)
    {
        if (_colour == 3)
        {
            Look(from[0], to);
            return;
        }

        var colours = _colour is 0 or 4 ? 1 : 3;
        for (var c = 0; c < Math.Min(3, to.Length); c++)
        {
            to[c] = ToByte(from[colours == 1 ? 0 : c]);
        }

        if (to.Length == 4)
        {
            to[3] =
                _colour is 4 or 6 ? ToByte(from[^1])
                : IsTransparent(from) ? (byte)0
                : (byte)255;
        }
    }

    private void Look(int index, Span<byte> to)
    {
        if ((index * 3) + 3 > _palette.Length)
        {
            throw Damaged($"uses palette entry {index} of {_palette.Length / 3}");
        }

        _palette.AsSpan(index * 3, 3).CopyTo(to);
        if (to.Length == 4)
        {
            to[3] = index < _transparency.Length ? _transparency[index] : (byte)255;
        }
    }

    private byte ToByte(ushort value) => (byte)(((value * 255u) + (MaxValue / 2)) / MaxValue);

    private uint MaxValue => (1u << _depth) - 1;

    private bool IsTransparent(ReadOnlySpan<ushort> colour)
    {
        for (var c = 0; c < colour.Length; c++)
        {
            if (BinaryPrimitives.ReadUInt16BigEndian(_transparency.AsSpan(2 * c)) != colour[c])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Walks the chunks: keeps palette and transparency, returns the pixel data joined.</summary>
    private MemoryStream CollectData(ReadOnlySpan<byte> chunks)
    {
        var packed = new MemoryStream();
        while (chunks.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            var type = chunks.Slice(4, 4);
            if (length > chunks.Length - 12)
            {
                // Cut inside this chunk: what there is of the pixels tells the row.
                _cutInsidePixels = type.SequenceEqual("IDAT"u8);
                packed.Write(_cutInsidePixels ? chunks[8..] : []);
                break;
            }

            var body = ChunkBody(chunks, 0, (int)length);
            if (type.SequenceEqual("IEND"u8))
            {
                break;
            }

            Keep(type, body, packed);
            chunks = chunks[((int)length + 12)..];
        }

        if (_colour == 3 && _palette.Length == 0)
        {
            throw Damaged("has palette pixels but no palette");
        }

        return packed;
    }

    private void Keep(ReadOnlySpan<byte> type, ReadOnlySpan<byte> body, MemoryStream packed)
    {
        if (type.SequenceEqual("IDAT"u8))
        {
            packed.Write(body);
        }
        else if (type.SequenceEqual("PLTE"u8) && body.Length is > 0 and <= 768 && body.Length % 3 == 0)
        {
            _palette = body.ToArray();
        }
        else if (type.SequenceEqual("tRNS"u8) && (_colour == 3 || (_colour is 0 or 2 && body.Length == 2 * _channels)))
        {
            _transparency = body.ToArray();
        }
        else if ((type[0] & 0x20) == 0)
        {
            throw Damaged("has a critical chunk that cannot be understood");
        }
    }

    private ReadOnlySpan<byte> ChunkBody(ReadOnlySpan<byte> file, int at, int length)
    {
        var crc = BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]);
        if (crc != Crc32.Of(file.Slice(at + 4, length + 4)))
        {
            throw Damaged("has a wrong checksum");
        }

        return file.Slice(at + 8, length);
    }

    private void Inflate(MemoryStream packed)
    {
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        if (!_interlaced)
        {
            ReadPass(zlib, 0, 0, 1, 1);
            return;
        }

        // Adam7: seven passes, each a picture of every (stepX, stepY)-th pixel.
        ReadOnlySpan<(int X, int Y, int StepX, int StepY)> passes =
        [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];
        foreach (var (x, y, stepX, stepY) in passes)
        {
            ReadPass(zlib, x, y, stepX, stepY);
        }
    }

    private void ReadPass(Stream zlib, int firstX, int firstY, int stepX, int stepY)
    {
        var columns = (_width - firstX + stepX - 1) / stepX;
        if (columns <= 0)
        {
            return;
        }

        var line = new byte[RowBytes(columns) + 1];
        var above = new byte[line.Length];
        for (var y = firstY; y < _height; y += stepY)
        {
            ReadLine(zlib, line, y);
            PngFilter.Undo(line[0], line.AsSpan(1), above.AsSpan(1), Math.Max(1, _channels * _depth / 8));
            Unpack(line.AsSpan(1), columns, firstX, stepX, y);
            (line, above) = (above, line);
        }
    }

    private void ReadLine(Stream zlib, byte[] line, int y)
    {
        int got;
        try
        {
            got = zlib.ReadAtLeast(line, line.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException cause)
        {
            throw new InputFaultException(
                $"{_path} has pixel data that cannot be unpacked at row {y}: the file is damaged, copy it again.",
                cause
            );
        }

        if (got < line.Length)
        {
            throw CutShort(y);
        }

        if (line[0] > 4)
        {
            throw Damaged($"has an unknown filter at row {y}");
        }
    }

    private void Unpack(ReadOnlySpan<byte> line, int columns, int firstX, int stepX, int y)
    {
        if (_depth == 8 && stepX == 1)
        {
            var row = _samples.AsSpan(y * _width * _channels, line.Length);
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = line[i];
            }

            return;
        }

        for (var x = 0; x < columns; x++)
        {
            var target = ((y * _width) + firstX + (x * stepX)) * _channels;
            for (var c = 0; c < _channels; c++)
            {
                _samples[target + c] = SampleAt(line, (x * _channels) + c);
            }
        }
    }

    private ushort SampleAt(ReadOnlySpan<byte> line, int index)
    {
        if (_depth == 16)
        {
            return BinaryPrimitives.ReadUInt16BigEndian(line[(index * 2)..]);
        }

        var bit = index * _depth;
        return (ushort)((line[bit / 8] >> (8 - _depth - (bit % 8))) & (int)MaxValue);
    }

    private int RowBytes(int columns) => (int)((((long)columns * _channels * _depth) + 7) / 8);

    private static int ChannelsOf(int colour, int depth) =>
        (colour, depth) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) => 1,
            (2, 8 or 16) => 3,
            (3, 1 or 2 or 4 or 8) => 1,
            (4, 8 or 16) => 2,
            (6, 8 or 16) => 4,
            _ => 0,
        };

    private InputFaultException CutShort(int row) =>
        new(
            $"{_path} ends in the middle of its pixel data at row {row} of {_height}: the file is damaged, copy it again."
        );

    private InputFaultException Damaged(string how) => new($"{_path} {how}: the file is damaged, copy it again.");
}
