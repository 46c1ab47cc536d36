using System.Runtime.Intrinsics;
using Mien.Foundation;

namespace Mien.Imaging.Pictures;

/// <summary>
/// Decodes sequential Huffman-coded JPEG of 8 bits (ITU-T T.81): one or three components, any sampling factors, restart
/// intervals. Chrominance is brought to full size by linear interpolation between sample centres, which for half-size
/// chrominance is the triangle filter of the IJG library. Every length is checked against the file before it is used.
/// </summary>
internal ref struct JpegDecoder
{
    private const int FastBits = 9;

    private readonly ReadOnlySpan<byte> _file;
    private readonly string _path;
    private readonly ushort[]?[] _quantisers;
    private readonly Huffman?[] _tables;
    private Component[] _components;
    private int _width;
    private int _height;
    private int _restartInterval;
    private bool _isRgb;
    private int _at;
    private ulong _bits;
    private int _bitCount;
    private bool _isDry;
    private int _dryBytes;

    public JpegDecoder(ReadOnlySpan<byte> file, string path)
    {
        _file = file;
        _path = path;
        _quantisers = new ushort[4][];
        _tables = new Huffman[8];
        _components = [];
    }

    /// <summary>Decodes; when only grey is asked for, colour is the luma as stored, without the way over red, green and blue.</summary>
    public ByteImage Decode(bool greyOnly = false)
    {
        if (_file.Length < 4 || _file[0] != 0xFF || _file[1] != 0xD8)
        {
            throw Fault("is not a JPEG picture");
        }

        _at = 2;
        while (true)
        {
            var marker = NextMarker();
            if (marker == 0xD9)
            {
                throw Fault("ends before its picture begins");
            }

            var content = NextSegment();
            if (marker == 0xDA)
            {
                DecodeScan(content);
                return ToImage(greyOnly);
            }

            TakeSegment(marker, content);
        }
    }

    private readonly InputFaultException Fault(string what) => new($"{_path} {what}: fetch it anew or save it again.");

    private byte NextMarker()
    {
        while (_at + 1 < _file.Length)
        {
            if (_file[_at] == 0xFF && _file[_at + 1] is not (0x00 or 0xFF))
            {
                _at += 2;
                return _file[_at - 1];
            }

            _at++;
        }

        throw Fault("is cut short");
    }

    private ReadOnlySpan<byte> NextSegment()
    {
        var length = _at + 2 <= _file.Length ? (_file[_at] << 8) | _file[_at + 1] : 0;
        if (length < 2 || _at + length > _file.Length)
        {
            throw Fault("is cut short");
        }

        var content = _file.Slice(_at + 2, length - 2);
        _at += length;
        return content;
    }

    private void TakeSegment(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1:
                TakeFrame(content);
                break;
            case 0xC4:
                TakeHuffman(content);
                break;
            case 0xDB:
                TakeQuantisers(content);
                break;
            case 0xDD when content.Length >= 2:
                _restartInterval = (content[0] << 8) | content[1];
                break;
            case 0xEE when content.Length >= 12 && content.StartsWith("Adobe"u8):
                _isRgb = content[11] == 0;
                break;
            case 0xC2:
                throw new InputFaultException(
                    $"{_path} is a progressive JPEG, which only ffmpeg reads here: install ffmpeg or save it as a baseline JPEG."
                );
            case >= 0xC3 and <= 0xCF:
                throw Fault("uses a kind of JPEG that is not read (lossless or arithmetic)");
        }
    }

    private void TakeFrame(ReadOnlySpan<byte> content)
    {
        if (
            content.Length < 6
            || content.Length < 6 + (3 * content[5])
            || content[0] != 8
            || content[5] is not (1 or 3)
            || _components.Length > 0
        )
        {
            throw Fault("has a frame header that is not read (8 bits, one or three components)");
        }

        _height = (content[1] << 8) | content[2];
        _width = (content[3] << 8) | content[4];
        PictureLimits.CheckFileSize(_path, _width, _height);
        _components = new Component[content[5]];
        for (var i = 0; i < _components.Length; i++)
        {
            var part = content.Slice(6 + (3 * i), 3);
            var (across, down) = (part[1] >> 4, part[1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4 || part[2] > 3)
            {
                throw Fault("has impossible sampling factors");
            }

            _components[i] = new Component(part[0], across, down, part[2]);
        }

        if (_components.Length == 1)
        {
            _components[0] = _components[0] with { Across = 1, Down = 1 };
        }

        var (maxAcross, maxDown) = (_components.Max(c => c.Across), _components.Max(c => c.Down));
        var (mcusAcross, mcusDown) = (Ceiling(_width, 8 * maxAcross), Ceiling(_height, 8 * maxDown));
        for (var i = 0; i < _components.Length; i++)
        {
            var c = _components[i];
            _components[i] = c with { Plane = new Plane(mcusAcross * c.Across * 8, mcusDown * c.Down * 8) };
        }
    }

    private static int Ceiling(int value, int step) => (value + step - 1) / step;

    private readonly void TakeQuantisers(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            var (isWide, id) = (content[0] >> 4 != 0, content[0] & 15);
            var size = isWide ? 128 : 64;
            if (id > 3 || content.Length < size + 1)
            {
                throw Fault("has a broken quantisation table");
            }

            var table = new ushort[64];
            for (var n = 0; n < 64; n++)
            {
                table[JpegTables.ZigZag[n]] = isWide
                    ? (ushort)((content[(2 * n) + 1] << 8) | content[(2 * n) + 2])
                    : content[n + 1];
            }

            _quantisers[id] = table;
            content = content[(size + 1)..];
        }
    }

    private readonly void TakeHuffman(ReadOnlySpan<byte> content)
    {
        while (content.Length > 0)
        {
            var (isAc, id) = (content[0] >> 4, content[0] & 15);
            var count = 0;
            for (var i = 1; i <= 16 && i < content.Length; i++)
            {
                count += content[i];
            }

            if (isAc > 1 || id > 3 || count > 256 || content.Length < 17 + count)
            {
                throw Fault("has a broken Huffman table");
            }

            _tables[(4 * isAc) + id] =
                Huffman.Make(content.Slice(1, 16), content.Slice(17, count))
                ?? throw Fault("has a broken Huffman table");
            content = content[(17 + count)..];
        }
    }

    private void DecodeScan(ReadOnlySpan<byte> header)
    {
        if (_components.Length == 0 || header.Length < 1 + (2 * _components.Length) || header[0] != _components.Length)
        {
            throw Fault("stores its components in separate scans, which is not read");
        }

        for (var i = 0; i < _components.Length; i++)
        {
            var (dc, ac) = (header[(2 * i) + 2] >> 4, header[(2 * i) + 2] & 15);
            var quantiser = _quantisers[_components[i].Quantiser];
            if (dc > 3 || ac > 3 || _tables[dc] is null || _tables[4 + ac] is null || quantiser is null)
            {
                throw Fault("refers to a table it does not hold");
            }

            _components[i] = _components[i] with { Dc = _tables[dc], Ac = _tables[4 + ac], Divisors = quantiser };
        }

        DecodeBlocks();
    }

    // The hot loop: for each unit of the interleaved scan, each component's blocks in turn.
    private void DecodeBlocks()
    {
        var first = _components[0];
        var (across, down) = (first.Plane!.Width / (8 * first.Across), first.Plane.Height / (8 * first.Down));
        Span<int> previous = stackalloc int[3];
        Span<float> block = stackalloc float[64];
        var untilRestart = _restartInterval;
        for (var unit = 0; unit < across * down; unit++)
        {
            if (_restartInterval > 0 && untilRestart-- == 0)
            {
                Restart();
                previous.Clear();
                untilRestart = _restartInterval - 1;
            }

            for (var i = 0; i < _components.Length; i++)
            {
                var c = _components[i];
                for (var part = 0; part < c.Across * c.Down; part++)
                {
                    previous[i] = DecodeBlock(c, previous[i], block);
                    var x = ((unit % across * c.Across) + (part % c.Across)) * 8;
                    var y = ((unit / across * c.Down) + (part / c.Across)) * 8;
                    Inverse(block, c.Plane!, x, y);
                }
            }
        }
    }

    private int DecodeBlock(Component c, int previous, scoped Span<float> block)
    {
        block.Clear();
        var size = Symbol(c.Dc!);
        var level = previous + Extend(size > 11 ? throw Fault("is damaged") : size);
        block[0] = level * c.Divisors![0];
        for (var n = 1; n < 64; n++)
        {
            var symbol = Symbol(c.Ac!);
            var (run, bits) = (symbol >> 4, symbol & 15);
            if (bits == 0)
            {
                if (run != 15)
                {
                    break;
                }

                n += 15;
                continue;
            }

            n += run;
            if (n > 63)
            {
                throw Fault("is damaged");
            }

            var at = JpegTables.ZigZag[n];
            block[at] = Extend(bits) * c.Divisors[at];
        }

        return level;
    }

    private void Restart()
    {
        _bits = 0;
        _bitCount = 0;
        _isDry = false;
        _dryBytes = 0;
        if (NextMarker() is < 0xD0 or > 0xD7)
        {
            throw Fault("lacks a restart marker");
        }
    }

    private int Symbol(Huffman table)
    {
        Fill(16);
        var peek = (int)(_bits >> (_bitCount - 16)) & 0xFFFF;
        var fast = table.Fast[peek >> (16 - FastBits)];
        if (fast != 0)
        {
            _bitCount -= fast & 0xFF;
            return fast >> 8;
        }

        for (var length = FastBits + 1; length <= 16; length++)
        {
            var code = peek >> (16 - length);
            if (code <= table.Last[length])
            {
                _bitCount -= length;
                return table.Values[table.Offset[length] + code];
            }
        }

        throw Fault("is damaged");
    }

    /// <summary>The signed value of <paramref name="size"/> further bits (T.81 F.2.2.1).</summary>
    private int Extend(int size)
    {
        if (size == 0)
        {
            return 0;
        }

        Fill(size);
        _bitCount -= size;
        var value = (int)(_bits >> _bitCount) & ((1 << size) - 1);
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /// <summary>Makes at least <paramref name="count"/> bits available; at the end of the data they are zeros.</summary>
    private void Fill(int count)
    {
        while (_bitCount < count)
        {
            byte next = 0;
            if (!_isDry && _at < _file.Length)
            {
                next = _file[_at];
                if (next != 0xFF)
                {
                    _at++;
                }
                else if (_at + 1 < _file.Length && _file[_at + 1] == 0)
                {
                    _at += 2;
                }
                else
                {
                    (_isDry, next) = (true, 0);
                }
            }
            else
            {
                _isDry = true;
                if (++_dryBytes > 64)
                {
                    throw Fault("is cut short");
                }
            }

            _bits = (_bits << 8) | next;
            _bitCount += 8;
        }
    }

    /// <summary>B^T X B with the basis of <see cref="JpegTables.Basis"/>, 128 added, into the plane; eight numbers at a time.</summary>
    private static void Inverse(ReadOnlySpan<float> block, Plane plane, int left, int top)
    {
        ReadOnlySpan<float> basis = JpegTables.Basis;
        Span<float> half = stackalloc float[64];
        for (var n = 0; n < 8; n++)
        {
            var sum = Vector256<float>.Zero;
            for (var k = 0; k < 8; k++)
            {
                sum += Vector256.Create(block.Slice(8 * k, 8)) * basis[(8 * k) + n];
            }

            sum.CopyTo(half.Slice(8 * n, 8));
        }

        for (var y = 0; y < 8; y++)
        {
            var sum = Vector256.Create(128f);
            for (var k = 0; k < 8; k++)
            {
                sum += Vector256.Create(basis.Slice(8 * k, 8)) * half[(8 * y) + k];
            }

            sum.CopyTo(plane.Row(top + y).Slice(left, 8));
        }
    }

    private readonly ByteImage ToImage(bool greyOnly)
    {
        var channels = greyOnly && !_isRgb ? 1 : _components.Length;
        var image = new ByteImage(_width, _height, channels);
        var (maxAcross, maxDown, width, height) = (
            _components.Max(c => c.Across),
            _components.Max(c => c.Down),
            _width,
            _height
        );
        var rows = _components
            .Select(c => new UpsampledRows(c.Plane!, c.Across, c.Down, maxAcross, maxDown, width, height))
            .ToArray();
        for (var y = 0; y < _height; y++)
        {
            if (channels == 1)
            {
                ToGrey(rows[0].Row(y), image.Row(y));
            }
            else
            {
                ToRgb(rows[0].Row(y), rows[1].Row(y), rows[2].Row(y), image.Row(y));
            }
        }

        return image;
    }

    private static void ToGrey(ReadOnlySpan<float> samples, Span<byte> row)
    {
        for (var x = 0; x < row.Length; x++)
        {
            row[x] = ToByte(samples[x]);
        }
    }

    // JFIF 1.02: R = Y + 1.402 Cr, G = Y - 0.344136 Cb - 0.714136 Cr, B = Y + 1.772 Cb, Cb and Cr around 128.
    private readonly void ToRgb(
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        ReadOnlySpan<float> third,
        Span<byte> row
    )
    {
        for (var x = 0; x < _width; x++)
        {
            var (luma, blue, red) = (first[x], second[x] - 128, third[x] - 128);
            row[3 * x] = _isRgb ? ToByte(first[x]) : ToByte(luma + (1.402f * red));
            row[(3 * x) + 1] = _isRgb ? ToByte(second[x]) : ToByte(luma - (0.344136f * blue) - (0.714136f * red));
            row[(3 * x) + 2] = _isRgb ? ToByte(third[x]) : ToByte(luma + (1.772f * blue));
        }
    }

    private static byte ToByte(float value) => (byte)Math.Clamp((int)(value + 0.5f), 0, 255);

    /// <summary>
    /// Rows of a component at the picture's full size: linear between sample centres, first down and then across. Only
    /// samples that belong to the picture take part; those beyond its edge are the encoder's padding.
    /// </summary>
    private sealed class UpsampledRows
    {
        private readonly Plane _plane;
        private readonly float _stepDown;
        private readonly int _lastRow;
        private readonly int _columns;
        private readonly bool _isFull;
        private readonly int[] _left;
        private readonly float[] _share;
        private readonly float[] _between;
        private readonly float[] _row;

        public UpsampledRows(Plane plane, int across, int down, int maxAcross, int maxDown, int width, int height)
        {
            _plane = plane;
            _isFull = across == maxAcross && down == maxDown;
            _stepDown = (float)down / maxDown;
            _lastRow = Ceiling(height * down, maxDown) - 1;
            _columns = Ceiling(width * across, maxAcross);
            _left = new int[width];
            _share = new float[width];
            // One sample more than there are, so that the last one has a right neighbour.
            _between = new float[_columns + 1];
            _row = new float[width];
            for (var x = 0; x < width; x++)
            {
                var at = Math.Clamp(((x + 0.5f) * across / maxAcross) - 0.5f, 0, _columns - 1);
                (_left[x], _share[x]) = ((int)at, at - (int)at);
            }
        }

        public ReadOnlySpan<float> Row(int y)
        {
            if (_isFull)
            {
                return _plane.Row(y);
            }

            var at = Math.Clamp(((y + 0.5f) * _stepDown) - 0.5f, 0, _lastRow);
            var above = _plane.Row((int)at);
            var below = _plane.Row(Math.Min((int)at + 1, _lastRow));
            var share = at - (int)at;
            for (var x = 0; x < _columns; x++)
            {
                _between[x] = above[x] + (share * (below[x] - above[x]));
            }

            _between[_columns] = _between[_columns - 1];
            for (var x = 0; x < _row.Length; x++)
            {
                var (value, left) = (_between[_left[x]], _left[x]);
                _row[x] = value + (_share[x] * (_between[left + 1] - value));
            }

            return _row;
        }
    }

    private readonly record struct Component(byte Id, int Across, int Down, int Quantiser)
    {
        public Plane? Plane { get; init; }

        public Huffman? Dc { get; init; }

        public Huffman? Ac { get; init; }

        public ushort[]? Divisors { get; init; }
    }

    /// <summary>Codes of up to nine bits by one look, longer ones by the last code of each length (T.81 F.2.2.3).</summary>
    private sealed record Huffman(ushort[] Fast, int[] Last, int[] Offset, byte[] Values)
    {
        public static Huffman? Make(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> values)
        {
            var (fast, last, offset) = (new ushort[1 << FastBits], new int[17], new int[17]);
            var (code, at) = (0, 0);
            for (var length = 1; length <= 16; length++)
            {
                offset[length] = at - code;
                for (var i = 0; i < lengths[length - 1]; i++, code++, at++)
                {
                    if (code >= 1 << length)
                    {
                        return null;
                    }

                    if (length <= FastBits)
                    {
                        fast.AsSpan(code << (FastBits - length), 1 << (FastBits - length))
                            .Fill((ushort)((values[at] << 8) | length));
                    }
                }

                last[length] = lengths[length - 1] > 0 ? code - 1 : -1;
                code <<= 1;
            }

            return new Huffman(fast, last, offset, values.ToArray());
        }
    }
}
