namespace Mien.Imaging.Pictures;

/// <summary>
/// The coefficients of a JPEG that comes in several scans: progressive (T.81 annex G), or sequential with its components
/// apart. They are gathered in zigzag order, block after block, and transformed when the last scan is read.
/// </summary>
internal sealed class JpegCoefficients
{
    private readonly JpegHeader _header;
    private readonly short[][] _blocks;
    private readonly int[] _previous = new int[3];

    // Blocks yet to come in which the scan adds nothing but, in a refinement, bits of what is there.
    private int _emptyBlocks;

    public JpegCoefficients(JpegHeader header)
    {
        _header = header;
        _blocks = Array.ConvertAll(header.Components, c => new short[c.Plane!.Samples.Length]);
    }

    /// <summary>Reads a scan.</summary>
    public void Take(ref JpegReader reader, in JpegScan scan)
    {
        reader.StartScan();
        _emptyBlocks = 0;
        Array.Clear(_previous);
        // A scan of one component has only the blocks that hold pixels; one of several has whole units.
        var (across, down) = scan.Components.Length == 1 ? _header.BlocksOf(scan.Components[0]) : _header.Units;
        var untilRestart = _header.RestartInterval;
        for (var unit = 0; unit < across * down; unit++)
        {
            if (_header.RestartInterval > 0 && untilRestart-- == 0)
            {
                reader.Restart();
                _emptyBlocks = 0;
                Array.Clear(_previous);
                untilRestart = _header.RestartInterval - 1;
            }

            if (scan.Components.Length == 1)
            {
                TakeBlock(ref reader, scan, scan.Components[0], unit % across, unit / across);
            }
            else
            {
                TakeUnit(ref reader, scan, unit % across, unit / across);
            }
        }
    }

    /// <summary>Turns the coefficients into the components' samples.</summary>
    public void Transform()
    {
        Span<float> block = stackalloc float[64];
        for (var i = 0; i < _blocks.Length; i++)
        {
            var c = _header.Components[i];
            var across = c.Plane!.Width / 8;
            for (var b = 0; b < _blocks[i].Length / 64; b++)
            {
                for (var n = 0; n < 64; n++)
                {
                    var at = JpegTables.ZigZag[n];
                    block[at] = _blocks[i][(64 * b) + n] * c.Divisors![at];
                }

                JpegTransform.Inverse(block, c.Plane, b % across * 8, b / across * 8);
            }
        }
    }

    private void TakeUnit(ref JpegReader reader, in JpegScan scan, int column, int row)
    {
        foreach (var i in scan.Components)
        {
            var c = _header.Components[i];
            for (var part = 0; part < c.Across * c.Down; part++)
            {
                var (x, y) = ((column * c.Across) + (part % c.Across), (row * c.Down) + (part / c.Across));
                TakeBlock(ref reader, scan, i, x, y);
            }
        }
    }

    private void TakeBlock(ref JpegReader reader, in JpegScan scan, int component, int column, int row)
    {
        var c = _header.Components[component];
        var block = _blocks[component].AsSpan(64 * ((row * (c.Plane!.Width / 8)) + column), 64);
        if (scan.First == 0)
        {
            TakeMean(ref reader, scan, component, block);
        }

        if (scan.Last == 0)
        {
            return;
        }

        if (scan.IsRefinement)
        {
            Refine(ref reader, scan, c.Ac!, block);
        }
        else
        {
            TakeWaves(ref reader, scan, c.Ac!, block);
        }
    }

    private void TakeMean(ref JpegReader reader, in JpegScan scan, int component, Span<short> block)
    {
        if (scan.IsRefinement)
        {
            block[0] |= (short)(reader.Bits(1) << scan.Shift);
            return;
        }

        var size = reader.Symbol(_header.Components[component].Dc!);
        _previous[component] += reader.Extend(size > 11 ? throw reader.Fault("is damaged") : size);
        block[0] = (short)(_previous[component] << scan.Shift);
    }

    /// <summary>Runs of zeros, values, and runs of blocks that end here (G.1.2.2).</summary>
    private void TakeWaves(ref JpegReader reader, in JpegScan scan, JpegHuffman table, Span<short> block)
    {
        if (_emptyBlocks > 0)
        {
            _emptyBlocks--;
            return;
        }

        for (var n = Math.Max(1, scan.First); n <= scan.Last; n++)
        {
            var symbol = reader.Symbol(table);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && run < 15)
            {
                _emptyBlocks = (1 << run) - 1 + reader.Bits(run);
                return;
            }

            n += run;
            if (n > 63)
            {
                throw reader.Fault("is damaged");
            }

            block[n] = (short)(reader.Extend(size) << scan.Shift);
        }
    }

    /// <summary>
    /// One more bit (G.1.2.3): each value that is there gets its own as it is passed; a run counts only the zeros between,
    /// and ends at a place that becomes 1 or -1.
    /// </summary>
    private void Refine(ref JpegReader reader, in JpegScan scan, JpegHuffman table, Span<short> block)
    {
        var n = scan.First;
        var step = (short)(1 << scan.Shift);
        while (_emptyBlocks == 0 && n <= scan.Last)
        {
            var symbol = reader.Symbol(table);
            var (run, size) = (symbol >> 4, symbol & 15);
            if (size == 0 && run < 15)
            {
                _emptyBlocks = (1 << run) + reader.Bits(run);
                break;
            }

            if (size > 1)
            {
                throw reader.Fault("is damaged");
            }

            var value = (short)(
                size == 0 ? 0
                : reader.Bits(1) == 1 ? step
                : -step
            );
            n = PassZeros(ref reader, scan, block, n, run, step);
            if (n <= scan.Last)
            {
                block[n++] = value;
            }
        }

        if (_emptyBlocks > 0)
        {
            PassZeros(ref reader, scan, block, n, 64, step);
            _emptyBlocks--;
        }
    }

    /// <summary>Refines values until a number of zeros is passed; the place of the next zero.</summary>
    private static int PassZeros(
        ref JpegReader reader,
        in JpegScan scan,
        Span<short> block,
        int from,
        int zeros,
        short step
    )
    {
        var n = from;
        for (; n <= scan.Last; n++)
        {
            if (block[n] == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }
            }
            else if (reader.Bits(1) == 1 && (block[n] & step) == 0)
            {
                block[n] += block[n] > 0 ? step : (short)-step;
            }
        }

        return n;
    }
}
