namespace Mien.Imaging.Pictures;

/// <summary>Codes of up to nine bits by one look, longer ones by the last code of each length (T.81 F.2.2.3).</summary>
/// <param name="Fast">For the next nine bits, the symbol in the upper byte and its code's length in the lower; 0 when the code is longer.</param>
/// <param name="Last">By length, the last code; -1 when there is none.</param>
/// <param name="Offset">By length, what is added to a code to find its symbol.</param>
/// <param name="Values">The symbols in the order of their codes.</param>
internal sealed record JpegHuffman(ushort[] Fast, int[] Last, int[] Offset, byte[] Values)
{
    /// <summary>Length of the codes that one look finds.</summary>
    public const int FastBits = 9;

    /// <summary>The table of a file's segment; null when it has more codes of a length than there can be.</summary>
    public static JpegHuffman? Make(ReadOnlySpan<byte> lengths, ReadOnlySpan<byte> values)
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

        return new JpegHuffman(fast, last, offset, values.ToArray());
    }
}
