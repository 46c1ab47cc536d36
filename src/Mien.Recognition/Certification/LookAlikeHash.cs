using System.Globalization;
using System.Numerics;
using Mien.Data.Prepared;

namespace Mien.Recognition.Certification;

/// <summary>
/// A perceptual hash of a motion map (difference hash, Krawetz 2013, over every channel): the map is averaged down to 9 x 8
/// cells (those of a sequence over all its frames), and each bit says whether a cell is brighter than its left neighbour, 64 bits a channel.
/// </summary>
/// <remarks>
/// On the 309 public maps of CASME II and SMIC, two different clips differ in at least 40 of 192 bits (median of the nearest
/// one: 62), a clip and the mirror image of another in at least 48, and imitated neighbouring frames of one clip in 16
/// (median); the threshold of 24 lies between.
/// </remarks>
public static class LookAlikeHash
{
    private const int Columns = 9;
    private const int Rows = 8;

    /// <summary>Maps that differ in at most this share of their bits count as look-alikes.</summary>
    public const double Threshold = 1 / 8.0;

    /// <summary>The hash, 16 hexadecimal digits a channel.</summary>
    public static string Of(MotionMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return string.Concat(
            Enumerable.Range(0, map.Shape.Channels).Select(channel => $"{HashChannel(map, channel):x16}")
        );
    }

    /// <summary>Whether two hashes of one length are those of look-alikes.</summary>
    internal static bool Alike(ulong[] one, ulong[] other)
    {
        var bits = 0;
        for (var i = 0; i < one.Length; i++)
        {
            bits += BitOperations.PopCount(one[i] ^ other[i]);
        }

        return bits <= Threshold * 64 * one.Length;
    }

    /// <summary>
    /// The hash that the mirror image of the map would have (flipped, u with the other sign), but for cells that are
    /// exactly alike: in each row of bits the order turns round, and so does each comparison, which u's sign turns back.
    /// </summary>
    /// <param name="words">A hash; its first channel is u.</param>
    internal static ulong[] Mirrored(ulong[] words)
    {
        var mirrored = new ulong[words.Length];
        for (var channel = 0; channel < words.Length; channel++)
        {
            for (var row = 0; row < Rows; row++)
            {
                var bits = (byte)(words[channel] >> (8 * row));
                var turned = ReverseBits(channel == 0 ? bits : (byte)~bits);
                mirrored[channel] |= (ulong)turned << (8 * row);
            }
        }

        return mirrored;
    }

    private static byte ReverseBits(byte bits)
    {
        var turned = 0;
        for (var i = 0; i < 8; i++)
        {
            turned = (turned << 1) | ((bits >> i) & 1);
        }

        return (byte)turned;
    }

    /// <summary>The words of a hash, or null where the text is none.</summary>
    internal static ulong[]? Parse(string? hash)
    {
        if (hash is null || hash.Length == 0 || hash.Length % 16 != 0)
        {
            return null;
        }

        var words = new ulong[hash.Length / 16];
        for (var i = 0; i < words.Length; i++)
        {
            if (
                !ulong.TryParse(
                    hash.AsSpan(16 * i, 16),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out words[i]
                )
            )
            {
                return null;
            }
        }

        return words;
    }

    private static ulong HashChannel(MotionMap map, int channel)
    {
        var bits = 0UL;
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 1; column < Columns; column++)
            {
                var brighter = Average(map, channel, row, column) > Average(map, channel, row, column - 1);
                bits = (bits << 1) | (brighter ? 1UL : 0);
            }
        }

        return bits;
    }

    /// <summary>
    /// The mean over a cell; pixels on its border count as far as they lie in it, so that the cells of a map and those of its
    /// mirror image are the same.
    /// </summary>
    private static double Average(MotionMap map, int channel, int row, int column)
    {
        var (top, bottom) = Cell(row, Rows, map.Shape.Height);
        var (left, right) = Cell(column, Columns, map.Shape.Width);
        double sum = 0;
        for (var frame = 0; frame < map.Shape.Frames; frame++)
        {
            for (var y = (int)top; y < bottom; y++)
            {
                for (var x = (int)left; x < right; x++)
                {
                    sum += Overlap(y, top, bottom) * Overlap(x, left, right) * map[frame, y, x, channel];
                }
            }
        }

        return sum / ((bottom - top) * (right - left));
    }

    private static double Overlap(int pixel, double from, double to) => Math.Min(pixel + 1, to) - Math.Max(pixel, from);

    private static (double From, double To) Cell(int index, int cells, int size) =>
        ((double)index * size / cells, (double)(index + 1) * size / cells);
}
