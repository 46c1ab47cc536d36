using System.Runtime.Intrinsics;
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
        ReadOnlySpan<float> grains = Table.AsSpan((int)(start % Count), row.Length);
        // One table serves for twice as many rows when half of them are turned to the negative.
        var grain = (start >> 63) == 0 ? noise : -noise;
        var at = 0;
        for (; at <= row.Length - 32; at += 32)
        {
            var first = Vector256.Narrow(
                Whole(row[at..], grains[at..], light, grain),
                Whole(row[(at + 8)..], grains[(at + 8)..], light, grain)
            );
            var second = Vector256.Narrow(
                Whole(row[(at + 16)..], grains[(at + 16)..], light, grain),
                Whole(row[(at + 24)..], grains[(at + 24)..], light, grain)
            );
            Vector256.Narrow(first.AsUInt16(), second.AsUInt16()).CopyTo(target[at..]);
        }

        for (; at < row.Length; at++)
        {
            target[at] = (byte)Math.Clamp((row[at] * light) + (grains[at] * grain) + 0.5f, 0, 255);
        }
    }

    /// <summary>Eight pixels, rounded and held to a byte's range.</summary>
    private static Vector256<int> Whole(ReadOnlySpan<float> row, ReadOnlySpan<float> grains, float light, float grain)
    {
        var value = (Vector256.Create(row) * light) + (Vector256.Create(grains) * grain) + Vector256.Create(0.5f);
        return Vector256.ConvertToInt32(Vector256.Min(Vector256.Max(value, default), Vector256.Create(255f)));
    }

    private static float[] Make()
    {
        var random = new RandomStream(20_14);
        return [.. Enumerable.Range(0, Count + LongestRow).Select(_ => (float)random.Normal())];
    }
}
