using Mien.Data.Prepared;

namespace Mien.Recognition.Certification;

/// <summary>
/// A perceptual hash of a sample (difference hash, Krawetz 2013): a picture is averaged down to 9 x 8 cells, and each bit says
/// whether a cell is brighter than its left neighbour. A motion map (that of a sequence averaged over its frames) has 64 bits
/// a channel. Aligned gray faces all look alike, so of a gray sequence not the face is hashed but what changed in it: three
/// pictures, each the mean over a third of the frames minus the one before, the first minus the first frame, with 64 bits to
/// the left neighbour and 64 to the upper one. A single gray picture, or one that does not change, has no hash.
/// </summary>
public static class LookAlikeHash
{
    private const int Columns = 9;
    private const int Rows = 8;
    private const int Parts = 3;
    private const double Rounding = 1e-9;

    /// <summary>The hash, 16 hexadecimal digits for 64 bits; null where the sample shows no movement that could be told apart.</summary>
    public static string? Of(MotionMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Shape.Channels > 1)
        {
            var means = Enumerable
                .Range(0, map.Shape.Channels)
                .Select(channel => MeanOver(map, channel, ..map.Shape.Frames));
            return LookAlikeWords
                .OfMotion([.. means.Select((mean, channel) => ToTheLeft(mean, map.Shape, turns: channel > 0))])
                .ToString();
        }

        if (map.Shape.Frames <= Parts || Changes(map) is not { } changes)
        {
            return null;
        }

        return LookAlikeWords
            .OfGray([
                .. changes.SelectMany(change =>
                    new[] { ToTheLeft(change, map.Shape, turns: true), Upwards(change, map.Shape) }
                ),
            ])
            .ToString();
    }

    /// <summary>What changed from third to third of a gray sequence; null where nothing did.</summary>
    private static double[][]? Changes(MotionMap map)
    {
        var before = MeanOver(map, 0, ..1);
        var changes = new double[Parts][];
        for (var part = 0; part < Parts; part++)
        {
            var later = map.Shape.Frames - 1;
            var mean = MeanOver(map, 0, (1 + (part * later / Parts))..(1 + ((part + 1) * later / Parts)));
            changes[part] = [.. mean.Zip(before, (now, then) => now - then)];
            before = mean;
        }

        return changes.Any(change => change.Any(value => value != 0)) ? changes : null;
    }

    private static double[] MeanOver(MotionMap map, int channel, Range frames)
    {
        var ((height, width, channels), (from, count)) = (map.Shape, frames.GetOffsetAndLength(map.Shape.Frames));
        var mean = new double[height * width];
        for (var frame = from; frame < from + count; frame++)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += map.Values[(((frame * mean.Length) + i) * channels) + channel] / (double)count;
            }
        }

        return mean;
    }

    /// <summary>Compares each cell with its left neighbour.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="shape">Its sides.</param>
    /// <param name="turns">Whether the comparisons turn round in the mirror image.</param>
    private static ulong ToTheLeft(double[] picture, MapShape shape, bool turns) =>
        Bits(
            (row, column) =>
                Brighter(
                    Average(picture, shape, (row, Rows), (column + 1, Columns)),
                    Average(picture, shape, (row, Rows), (column, Columns)),
                    orEqual: turns && column < 4
                )
        );

    private static ulong Upwards(double[] picture, MapShape shape) =>
        Bits(
            (row, column) =>
                Brighter(
                    Average(picture, shape, (row + 1, Rows + 1), (column, Columns - 1)),
                    Average(picture, shape, (row, Rows + 1), (column, Columns - 1)),
                    orEqual: false
                )
        );

    /// <summary>
    /// Cells that are alike but for rounding, as in a masked part, count as brighter in the left half alone where comparisons
    /// turn round in the mirror image: so their bits, too, are those that <see cref="LookAlikeWords.Mirrored"/> gives.
    /// </summary>
    private static bool Brighter(double cell, double neighbour, bool orEqual) =>
        Math.Abs(cell - neighbour) <= Rounding * (Math.Abs(cell) + Math.Abs(neighbour)) ? orEqual : cell > neighbour;

    private static ulong Bits(Func<int, int, bool> brighter)
    {
        var bits = 0UL;
        for (var i = 0; i < 64; i++)
        {
            bits = (bits << 1) | (brighter(i / 8, i % 8) ? 1UL : 0);
        }

        return bits;
    }

    /// <summary>
    /// The mean over a cell; pixels on its border count as far as they lie in it, so that the cells of a map and those of its
    /// mirror image are the same.
    /// </summary>
    private static double Average(double[] picture, MapShape shape, (int Index, int Of) row, (int Index, int Of) column)
    {
        var (top, bottom) = Cell(row, shape.Height);
        var (left, right) = Cell(column, shape.Width);
        double sum = 0;
        for (var y = (int)top; y < bottom; y++)
        {
            for (var x = (int)left; x < right; x++)
            {
                sum += Overlap(y, top, bottom) * Overlap(x, left, right) * picture[(y * shape.Width) + x];
            }
        }

        return sum / ((bottom - top) * (right - left));
    }

    private static double Overlap(int pixel, double from, double to) => Math.Min(pixel + 1, to) - Math.Max(pixel, from);

    private static (double From, double To) Cell((int Index, int Of) cell, int size) =>
        ((double)cell.Index * size / cell.Of, (double)(cell.Index + 1) * size / cell.Of);
}
