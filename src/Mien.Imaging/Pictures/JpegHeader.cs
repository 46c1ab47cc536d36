namespace Mien.Imaging.Pictures;

/// <summary>
/// What the segments between a JPEG's scans say: sizes, components, tables. Sizes are checked before memory is asked for.
/// </summary>
internal sealed class JpegHeader(string path)
{
    private readonly ushort[]?[] _quantisers = new ushort[4][];
    private readonly JpegHuffman?[] _tables = new JpegHuffman[8];

    /// <summary>The components, one or three; none before the frame header is read.</summary>
    public JpegComponent[] Components { get; private set; } = [];

    /// <summary>Pixels in a row.</summary>
    public int Width { get; private set; }

    /// <summary>Number of rows.</summary>
    public int Height { get; private set; }

    /// <summary>Units of the scan between restart markers; 0 when there are none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Whether three components are red, green and blue instead of luma and chrominance.</summary>
    public bool IsRgb { get; private set; }

    /// <summary>The largest number of blocks that a component has side by side and one above the other in a unit of the scan.</summary>
    public (int Across, int Down) MostBlocks => (Components.Max(c => c.Across), Components.Max(c => c.Down));

    /// <summary>Whether coefficients come a few at a time and bit by bit.</summary>
    public bool IsProgressive { get; private set; }

    /// <summary>Units of a scan of several components, in a row and in a column.</summary>
    public (int Across, int Down) Units =>
        (
            Components[0].Plane!.Width / (8 * Components[0].Across),
            Components[0].Plane!.Height / (8 * Components[0].Down)
        );

    /// <summary>Takes what one segment before a scan says; those that do not matter here are passed over.</summary>
    public void TakeSegment(byte marker, ReadOnlySpan<byte> content)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1 or 0xC2:
                IsProgressive = marker == 0xC2;
                TakeFrame(content);
                break;
            case 0xC4:
                TakeHuffman(content);
                break;
            case 0xDB:
                TakeQuantisers(content);
                break;
            case 0xDD when content.Length >= 2:
                RestartInterval = (content[0] << 8) | content[1];
                break;
            case 0xEE when content.Length >= 12 && content.StartsWith("Adobe"u8):
                IsRgb = content[11] == 0;
                break;
            case >= 0xC3 and <= 0xCF:
                throw Fault("uses a kind of JPEG that is not read (lossless or arithmetic)");
        }
    }

    /// <summary>Blocks of a component that hold pixels, in a row and in a column.</summary>
    public (int Across, int Down) BlocksOf(int component)
    {
        var (c, most) = (Components[component], MostBlocks);
        return (Ceiling(Ceiling(Width * c.Across, most.Across), 8), Ceiling(Ceiling(Height * c.Down, most.Down), 8));
    }

    /// <summary>Takes a scan's header, which gives its components their tables.</summary>
    public JpegScan TakeScan(ReadOnlySpan<byte> header)
    {
        var count = header.Length > 0 ? header[0] : 0;
        if (count < 1 || count > Components.Length || header.Length < 4 + (2 * count))
        {
            throw Fault("has a broken scan header");
        }

        var rest = header[(1 + (2 * count))..];
        var scan = new JpegScan(new int[count], rest[0], rest[1], rest[2] >> 4 != 0, rest[2] & 15);
        // Before progressive files these three bytes had one legal value, which not every writer stored.
        scan = IsProgressive ? Checked(scan) : scan with { First = 0, Last = 63, IsRefinement = false, Shift = 0 };
        for (var i = 0; i < count; i++)
        {
            var (id, tables) = (header[(2 * i) + 1], header[(2 * i) + 2]);
            var number = Array.FindIndex(Components, c => c.Id == id);
            scan.Components[i] = number;
            if (number < 0 || Array.IndexOf(scan.Components, number, 0, i) >= 0)
            {
                throw Fault("has a scan of a component that is not there");
            }

            Components[number] = WithTables(Components[number], scan, tables >> 4, tables & 15);
        }

        return scan;
    }

    private JpegScan Checked(JpegScan scan) =>
        scan.First <= scan.Last
        && scan.Last < 64
        && scan.Shift < 14
        && (scan.First > 0 || scan.Last == 0)
        && (scan.First == 0 || scan.Components.Length == 1)
            ? scan
            : throw Fault("has a broken scan header");

    private JpegComponent WithTables(JpegComponent component, in JpegScan scan, int dc, int ac)
    {
        var needsDc = scan.First == 0 && !scan.IsRefinement;
        var quantiser = _quantisers[component.Quantiser];
        if (
            dc > 3
            || ac > 3
            || (needsDc && _tables[dc] is null)
            || (scan.Last > 0 && _tables[4 + ac] is null)
            || quantiser is null
        )
        {
            throw Fault("refers to a table it does not hold");
        }

        return component with
        {
            Dc = _tables[dc],
            Ac = _tables[4 + ac],
            Divisors = quantiser,
        };
    }

    /// <summary>How many steps hold a length.</summary>
    public static int Ceiling(int value, int step) => (value + step - 1) / step;

    private void TakeFrame(ReadOnlySpan<byte> content)
    {
        if (
            content.Length < 6
            || content.Length < 6 + (3 * content[5])
            || content[0] != 8
            || content[5] is not (1 or 3)
            || Components.Length > 0
        )
        {
            throw Fault("has a frame header that is not read (8 bits, one or three components)");
        }

        Height = (content[1] << 8) | content[2];
        Width = (content[3] << 8) | content[4];
        PictureLimits.CheckFileSize(path, Width, Height);
        Components = new JpegComponent[content[5]];
        for (var i = 0; i < Components.Length; i++)
        {
            var part = content.Slice(6 + (3 * i), 3);
            var (across, down) = (part[1] >> 4, part[1] & 15);
            if (across is < 1 or > 4 || down is < 1 or > 4 || part[2] > 3)
            {
                throw Fault("has impossible sampling factors");
            }

            Components[i] = new JpegComponent(part[0], across, down, part[2]);
        }

        if (Components.Length == 1)
        {
            Components[0] = Components[0] with { Across = 1, Down = 1 };
        }

        var (maxAcross, maxDown) = MostBlocks;
        var (mcusAcross, mcusDown) = (Ceiling(Width, 8 * maxAcross), Ceiling(Height, 8 * maxDown));
        for (var i = 0; i < Components.Length; i++)
        {
            var c = Components[i];
            Components[i] = c with { Plane = new Plane(mcusAcross * c.Across * 8, mcusDown * c.Down * 8) };
        }
    }

    private void TakeQuantisers(ReadOnlySpan<byte> content)
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

    private void TakeHuffman(ReadOnlySpan<byte> content)
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
                JpegHuffman.Make(content.Slice(1, 16), content.Slice(17, count))
                ?? throw Fault("has a broken Huffman table");
            content = content[(17 + count)..];
        }
    }

    private InputFaultException Fault(string what) => JpegReader.Fault(path, what);
}
