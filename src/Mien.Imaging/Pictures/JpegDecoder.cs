namespace Mien.Imaging.Pictures;

/// <summary>
/// Decodes Huffman-coded JPEG of 8 bits (ITU-T T.81), sequential or progressive: one or three components, any sampling
/// factors, restart intervals. Chrominance is brought to full size by linear interpolation between sample centres, which
/// for half-size chrominance is the triangle filter of the IJG library.
/// </summary>
internal ref struct JpegDecoder(ReadOnlySpan<byte> file, string path)
{
    /// <summary>Programs write about ten; without a limit a small file could ask for hours.</summary>
    private const int MostScans = 200;

    private readonly JpegHeader _header = new(path);
    private JpegReader _reader = new(file, path);

    /// <summary>Decodes; when only grey is asked for, colour is the luma as stored, without the way over red, green and blue.</summary>
    public ByteImage Decode(bool greyOnly = false)
    {
        JpegCoefficients? coefficients = null;
        for (var scans = 0; scans <= MostScans; )
        {
            var marker = _reader.NextMarker();
            if (marker == 0xD9)
            {
                if (coefficients is null || Array.Exists(_header.Components, component => component.Divisors is null))
                {
                    throw _reader.Fault("ends before its picture is whole");
                }

                coefficients.Transform();
                return JpegPicture.Of(_header, greyOnly);
            }

            if (marker is >= 0xD0 and <= 0xD7)
            {
                continue;
            }

            var content = _reader.NextSegment();
            if (marker != 0xDA)
            {
                _header.TakeSegment(marker, content);
                continue;
            }

            scans++;
            var scan = _header.TakeScan(content);
            if (coefficients is null && !_header.IsProgressive && scan.IsWhole(_header.Components.Length))
            {
                DecodeBlocks();
                return JpegPicture.Of(_header, greyOnly);
            }

            coefficients ??= new JpegCoefficients(_header);
            coefficients.Take(ref _reader, scan);
        }

        throw _reader.Fault($"has more than {MostScans} scans, which no program writes");
    }

    // The hot loop: for each unit of the interleaved scan, each component's blocks in turn.
    private void DecodeBlocks()
    {
        var components = _header.Components;
        var (across, down) = _header.Units;
        Span<int> previous = stackalloc int[3];
        Span<float> block = stackalloc float[64];
        var untilRestart = _header.RestartInterval;
        for (var unit = 0; unit < across * down; unit++)
        {
            if (_header.RestartInterval > 0 && untilRestart-- == 0)
            {
                _reader.Restart();
                previous.Clear();
                untilRestart = _header.RestartInterval - 1;
            }

            for (var i = 0; i < components.Length; i++)
            {
                var c = components[i];
                for (var part = 0; part < c.Across * c.Down; part++)
                {
                    previous[i] = DecodeBlock(c, previous[i], block);
                    var x = ((unit % across * c.Across) + (part % c.Across)) * 8;
                    var y = ((unit / across * c.Down) + (part / c.Across)) * 8;
                    JpegTransform.Inverse(block, c.Plane!, x, y);
                }
            }
        }
    }

    private int DecodeBlock(JpegComponent c, int previous, scoped Span<float> block)
    {
        block.Clear();
        var size = _reader.Symbol(c.Dc!);
        var level = previous + _reader.Extend(size > 11 ? throw _reader.Fault("is damaged") : size);
        block[0] = level * c.Divisors![0];
        for (var n = 1; n < 64; n++)
        {
            var symbol = _reader.Symbol(c.Ac!);
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
                throw _reader.Fault("is damaged");
            }

            var at = JpegTables.ZigZag[n];
            block[at] = _reader.Extend(bits) * c.Divisors[at];
        }

        return level;
    }
}
