using System.Numerics;

namespace Mien.Recognition.Features;

/// <summary>Codes of local binary patterns as bins of a histogram.</summary>
internal static class LocalBinaryPatterns
{
    /// <summary>
    /// The bin of each code: its own, or with <paramref name="uniform"/> one of its own for a code with at most two changes
    /// between neighbouring bits, in the order of the codes, and the last for all others (Ojala et al. 2002).
    /// </summary>
    /// <param name="points">Bits of a code.</param>
    /// <param name="uniform">Whether uniform patterns alone have bins of their own.</param>
    public static (int[] Bins, int Count) BinsOf(int points, bool uniform)
    {
        var codes = 1 << points;
        var bins = new int[codes];
        if (!uniform)
        {
            return ([.. Enumerable.Range(0, codes)], codes);
        }

        var others = (points * (points - 1)) + 2;
        var next = 0;
        for (var code = 0; code < codes; code++)
        {
            var turned = ((code << 1) | (code >> (points - 1))) & (codes - 1);
            bins[code] = BitOperations.PopCount((uint)(code ^ turned)) <= 2 ? next++ : others;
        }

        return (bins, others + 1);
    }

    /// <summary>
    /// Where the neighbours of a centre lie on an ellipse in a plane, to the nearest pixel, the first on the first axis and
    /// then towards the negative end of the second.
    /// </summary>
    public static (int Along, int Across)[] NeighboursOf(int points, int along, int across) =>
        [
            .. Enumerable
                .Range(0, points)
                .Select(i => 2 * Math.PI * i / points)
                .Select(angle => (Nearest(along * Math.Cos(angle)), -Nearest(across * Math.Sin(angle)))),
        ];

    private static int Nearest(double value) => (int)Math.Floor(Math.Round(value, 9) + 0.5);
}
