using System.Numerics;
using Mien.Foundation;

namespace Mien.Data.LongVideos;

/// <summary>Turns light into bytes as a sensor does: brighter or darker lamps, and normal noise of its own in every pixel.</summary>
internal static class SensorNoise
{
    private const int Count = 1 << 16;
    private const int LongestRow = 1 << 14;

    private static readonly float[] Table = Make();

    /// <summary>Writes a row of a picture.</summary>
    /// <param name="row">Grey levels without noise.</param>
    /// <param name="light">The factor of all light.</param>
    /// <param name="noise">Standard deviation, grey levels.</param>
    /// <param name="random">What noise is drawn from.</param>
    /// <param name="target">The bytes.</param>
    public static void Develop(
        ReadOnlySpan<float> row,
        float light,
        float noise,
        RandomStream random,
        Span<byte> target
    )
    {
        var start = random.NextBits();
        var grains = Table.AsSpan((int)(start % Count), row.Length);
        // One table serves for twice as many rows when half of them are turned to the negative.
        var grain = (start >> 63) == 0 ? noise : -noise;
        var at = 0;
        for (; at <= row.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            var value = (new Vector<float>(row[at..]) * light) + (new Vector<float>(grains[at..]) * grain);
            var whole = Vector.ConvertToInt32(
                Vector.Min(Vector.Max(value + new Vector<float>(0.5f), Vector<float>.Zero), new Vector<float>(255))
            );
            for (var i = 0; i < Vector<float>.Count; i++)
            {
                target[at + i] = (byte)whole[i];
            }
        }

        for (; at < row.Length; at++)
        {
            target[at] = (byte)Math.Clamp((row[at] * light) + (grains[at] * grain) + 0.5f, 0, 255);
        }
    }

    private static float[] Make()
    {
        var random = new RandomStream(20_14);
        return [.. Enumerable.Range(0, Count + LongestRow).Select(_ => (float)random.Normal())];
    }
}
