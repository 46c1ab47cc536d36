using System.Buffers.Binary;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Baseline JPEG (ITU-T T.81) of one picture: grey, or colour as YCbCr with chrominance at half size (4:2:0), Annex K's
/// Huffman tables, its quantisation tables scaled by quality the way the IJG library does.
/// </summary>
internal sealed class JpegEncoder
{
    private readonly ByteImage _image;
    private readonly byte[][] _quantisers;
    private readonly uint[][] _codes;
    private readonly MemoryStream _out = new();
    private readonly float[] _block = new float[64];
    private readonly int[] _coefficients = new int[64];
    private uint _bits;
    private int _bitCount;

    public JpegEncoder(ByteImage image, int quality)
    {
        _image = image;
        _quantisers = [Scaled(JpegTables.Luminance, quality), Scaled(JpegTables.Chrominance, quality)];
        _codes = [.. JpegTables.Huffman.Select(table => Codes(table.Lengths, table.Values))];
    }

    public byte[] Encode()
    {
        var isColour = _image.Channels == 3;
        WriteHeaders(isColour);
        if (isColour)
        {
            EncodeColour();
        }
        else
        {
            EncodeGrey();
        }

        PutBits(0x7F, 7);
        _out.Write([0xFF, 0xD9]);
        return _out.ToArray();
    }

    private void EncodeGrey()
    {
        var plane = _image.ToPlane();
        var previous = 0;
        for (var y = 0; y < _image.Height; y += 8)
        {
            for (var x = 0; x < _image.Width; x += 8)
            {
                Fill(plane, x, y);
                previous = EncodeBlock(previous, 0);
            }
        }
    }

    private void EncodeColour()
    {
        var (luma, blue, red) = ToYCbCr();
        Span<int> previous = stackalloc int[3];
        for (var y = 0; y < _image.Height; y += 16)
        {
            for (var x = 0; x < _image.Width; x += 16)
            {
                for (var part = 0; part < 4; part++)
                {
                    Fill(luma, x + (8 * (part % 2)), y + (8 * (part / 2)));
                    previous[0] = EncodeBlock(previous[0], 0);
                }

                Fill(blue, x / 2, y / 2);
                previous[1] = EncodeBlock(previous[1], 1);
                Fill(red, x / 2, y / 2);
                previous[2] = EncodeBlock(previous[2], 1);
            }
        }
    }

    // ITU-R BT.601 full range, as JFIF 1.02 defines it; chrominance is the mean of 2 x 2 pixels.
    private (Plane Luma, Plane Blue, Plane Red) ToYCbCr()
    {
        var luma = new Plane(_image.Width, _image.Height);
        var (blue, red) = (
            new Plane((_image.Width + 1) / 2, (_image.Height + 1) / 2),
            new Plane((_image.Width + 1) / 2, (_image.Height + 1) / 2)
        );
        var counts = new Plane(blue.Width, blue.Height);
        for (var y = 0; y < _image.Height; y++)
        {
            var row = _image.Row(y);
            var target = luma.Row(y);
            for (var x = 0; x < _image.Width; x++)
            {
                float r = row[3 * x];
                float g = row[(3 * x) + 1];
                float b = row[(3 * x) + 2];
                var grey = (0.299f * r) + (0.587f * g) + (0.114f * b);
                target[x] = grey;
                blue[x / 2, y / 2] += ((b - grey) * 0.564334f) + 128;
                red[x / 2, y / 2] += ((r - grey) * 0.713267f) + 128;
                counts[x / 2, y / 2]++;
            }
        }

        for (var i = 0; i < counts.Samples.Length; i++)
        {
            blue.Samples[i] /= counts.Samples[i];
            red.Samples[i] /= counts.Samples[i];
        }

        return (luma, blue, red);
    }

    /// <summary>Copies a block, the picture's edge repeated beyond it, and moves it to -128..127.</summary>
    private void Fill(Plane plane, int left, int top)
    {
        for (var y = 0; y < 8; y++)
        {
            var row = plane.Row(Math.Min(top + y, plane.Height - 1));
            for (var x = 0; x < 8; x++)
            {
                _block[(8 * y) + x] = row[Math.Min(left + x, plane.Width - 1)] - 128;
            }
        }
    }

    private int EncodeBlock(int previous, int table)
    {
        JpegTransform.Forward(_block);
        var quantiser = _quantisers[table];
        for (var n = 0; n < 64; n++)
        {
            var at = JpegTables.ZigZag[n];
            _coefficients[n] = (int)MathF.Round(_block[at] / quantiser[at]);
        }

        PutValue(_codes[2 * table], 0, _coefficients[0] - previous);
        PutRuns(_codes[(2 * table) + 1]);
        return _coefficients[0];
    }

    private void PutRuns(uint[] codes)
    {
        var run = 0;
        for (var n = 1; n < 64; n++)
        {
            if (_coefficients[n] == 0)
            {
                run++;
                continue;
            }

            for (; run > 15; run -= 16)
            {
                PutCode(codes, 0xF0);
            }

            PutValue(codes, run, _coefficients[n]);
            run = 0;
        }

        if (run > 0)
        {
            PutCode(codes, 0);
        }
    }

    private void PutValue(uint[] codes, int run, int value)
    {
        var size = 32 - int.LeadingZeroCount(Math.Abs(value));
        PutCode(codes, (run << 4) | size);
        if (size > 0)
        {
            PutBits((uint)(value < 0 ? value + (1 << size) - 1 : value), size);
        }
    }

    private void PutCode(uint[] codes, int symbol) => PutBits(codes[symbol] >> 8, (int)(codes[symbol] & 0xFF));

    private void PutBits(uint value, int count)
    {
        _bits = (_bits << count) | value;
        _bitCount += count;
        while (_bitCount >= 8)
        {
            var next = (byte)(_bits >> (_bitCount - 8));
            _out.WriteByte(next);
            if (next == 0xFF)
            {
                _out.WriteByte(0);
            }

            _bitCount -= 8;
            _bits &= (1u << _bitCount) - 1;
        }
    }

    private void WriteHeaders(bool isColour)
    {
        _out.Write([0xFF, 0xD8]);
        Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]);
        for (var table = 0; table < (isColour ? 2 : 1); table++)
        {
            Segment(0xDB, [(byte)table, .. InZigZag(_quantisers[table])]);
        }

        Span<byte> sides = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(sides, (ushort)_image.Height);
        BinaryPrimitives.WriteUInt16BigEndian(sides[2..], (ushort)_image.Width);
        byte[] components = isColour ? [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1] : [1, 1, 0x11, 0];
        Segment(0xC0, [8, .. sides, .. components]);
        for (var table = 0; table < (isColour ? 4 : 2); table++)
        {
            var (lengths, values) = JpegTables.Huffman[table];
            Segment(0xC4, [(byte)(((table % 2) << 4) | (table / 2)), .. lengths, .. values]);
        }

        Segment(0xDA, isColour ? [3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0] : [1, 1, 0, 0, 63, 0]);
    }

    private void Segment(byte marker, ReadOnlySpan<byte> content)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
        _out.Write(head);
        _out.Write(content);
    }

    private static byte[] InZigZag(byte[] table)
    {
        var result = new byte[64];
        for (var n = 0; n < 64; n++)
        {
            result[n] = table[JpegTables.ZigZag[n]];
        }

        return result;
    }

    private static byte[] Scaled(ReadOnlySpan<byte> table, int quality)
    {
        var percent = quality < 50 ? 5000 / quality : 200 - (2 * quality);
        var result = new byte[64];
        for (var i = 0; i < 64; i++)
        {
            result[i] = (byte)Math.Clamp(((table[i] * percent) + 50) / 100, 1, 255);
        }

        return result;
    }

    /// <summary>For each symbol its code in the upper bits and the code's length in the lowest byte (T.81 Annex C).</summary>
    private static uint[] Codes(byte[] lengths, byte[] values)
    {
        var codes = new uint[256];
        var (code, at) = (0u, 0);
        for (var length = 1; length <= 16; length++)
        {
            for (var i = 0; i < lengths[length - 1]; i++)
            {
                codes[values[at++]] = (code++ << 8) | (uint)length;
            }

            code <<= 1;
        }

        return codes;
    }
}
