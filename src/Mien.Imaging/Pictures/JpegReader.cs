namespace Mien.Imaging.Pictures;

/// <summary>
/// A JPEG file from front to back: its markers and segments and, within a scan, its bits. Every length is checked against
/// the file before it is used.
/// </summary>
internal ref struct JpegReader
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly string _path;
    private int _at;
    private ulong _bits;
    private int _bitCount;
    private bool _isDry;
    private int _dryBytes;

    public JpegReader(ReadOnlySpan<byte> file, string path)
    {
        if (file.Length < 4 || file[0] != 0xFF || file[1] != 0xD8)
        {
            throw Fault(path, "is not a JPEG picture");
        }

        _file = file;
        _path = path;
        _at = 2;
    }

    /// <summary>What is wrong with a file, as a sentence.</summary>
    public static InputFaultException Fault(string path, string what) =>
        new($"{path} {what}: fetch it anew or save it again.");

    /// <inheritdoc cref="Fault(string, string)"/>
    public readonly InputFaultException Fault(string what) => Fault(_path, what);

    /// <summary>The next marker, whatever stands before it.</summary>
    public byte NextMarker()
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

    /// <summary>The content of the segment that follows a marker.</summary>
    public ReadOnlySpan<byte> NextSegment()
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

    /// <summary>Throws away what is left of the bits of the scan before.</summary>
    public void StartScan()
    {
        _bits = 0;
        _bitCount = 0;
        _isDry = false;
        _dryBytes = 0;
    }

    /// <summary>Throws away what is left of the bits and passes the restart marker.</summary>
    public void Restart()
    {
        StartScan();
        if (NextMarker() is < 0xD0 or > 0xD7)
        {
            throw Fault("lacks a restart marker");
        }
    }

    /// <summary>The next symbol.</summary>
    public int Symbol(JpegHuffman table)
    {
        Fill(16);
        var peek = (int)(_bits >> (_bitCount - 16)) & 0xFFFF;
        var fast = table.Fast[peek >> (16 - JpegHuffman.FastBits)];
        if (fast != 0)
        {
            _bitCount -= fast & 0xFF;
            return fast >> 8;
        }

        for (var length = JpegHuffman.FastBits + 1; length <= 16; length++)
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

    /// <summary>The next bits as a number of at most 16.</summary>
    public int Bits(int count)
    {
        Fill(count);
        _bitCount -= count;
        return (int)(_bits >> _bitCount) & ((1 << count) - 1);
    }

    /// <summary>The signed value of <paramref name="size"/> further bits (T.81 F.2.2.1).</summary>
    public int Extend(int size)
    {
        if (size == 0)
        {
            return 0;
        }

        var value = Bits(size);
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
}
