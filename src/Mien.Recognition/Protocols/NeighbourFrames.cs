using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>
/// Imitates the maps of the frames around the apex: copies of a clip's map, shifted by up to half a pixel and with a
/// little noise. Real neighbouring frames of a 200 frames/s camera differ about as little.
/// </summary>
public static class NeighbourFrames
{
    /// <summary>Copies of each clip.</summary>
    public const int Copies = 5;

    private const double LargestShift = 0.5; // pixels, each axis
    private const double NoiseShare = 0.05; // of the channel's standard deviation

    /// <summary>A set of <see cref="Copies"/> units a clip, named after it with <c>#1</c> and so on.</summary>
    public static PreparedSet Imitate(PreparedSet set, RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(random);
        var units = set.Clips.SelectMany(
            (clip, i) =>
                Enumerable
                    .Range(1, Copies)
                    .Select(copy =>
                        clip with
                        {
                            Clip = $"{clip.Clip}#{copy}",
                            Map = Neighbour(clip.Map, random.Derive((ulong)((i * Copies) + copy))),
                        }
                    )
        );
        return new PreparedSet([.. units], set.Classes);
    }

    private static MotionMap Neighbour(MotionMap map, RandomStream random)
    {
        var (dx, dy) = (random.Uniform(-LargestShift, LargestShift), random.Uniform(-LargestShift, LargestShift));
        var values = new float[map.Shape.Length];
        for (var channel = 0; channel < map.Shape.Channels; channel++)
        {
            var noise = NoiseShare * Deviation(map, channel);
            for (var i = 0; i < values.Length / map.Shape.Channels; i++)
            {
                var (row, x) = (i / map.Shape.Width, i % map.Shape.Width);
                var (frame, y) = (row / map.Shape.Height, row % map.Shape.Height);
                values[(i * map.Shape.Channels) + channel] = (float)(
                    Sample(map, frame, y + dy, x + dx, channel) + random.Normal(noise)
                );
            }
        }

        return new MotionMap(map.Shape, values);
    }

    /// <summary>Bilinear, the border repeated.</summary>
    private static double Sample(MotionMap map, int frame, double y, double x, int channel)
    {
        y = Math.Clamp(y, 0, map.Shape.Height - 1);
        x = Math.Clamp(x, 0, map.Shape.Width - 1);
        var (top, left) = ((int)y, (int)x);
        var (bottom, right) = (Math.Min(top + 1, map.Shape.Height - 1), Math.Min(left + 1, map.Shape.Width - 1));
        var (fy, fx) = (y - top, x - left);
        return ((1 - fy) * (((1 - fx) * map[frame, top, left, channel]) + (fx * map[frame, top, right, channel])))
            + (fy * (((1 - fx) * map[frame, bottom, left, channel]) + (fx * map[frame, bottom, right, channel])));
    }

    private static double Deviation(MotionMap map, int channel)
    {
        var (sum, squares, count) = (0.0, 0.0, map.Values.Length / map.Shape.Channels);
        for (var i = channel; i < map.Values.Length; i += map.Shape.Channels)
        {
            sum += map.Values[i];
            squares += (double)map.Values[i] * map.Values[i];
        }

        var mean = sum / count;
        return Math.Sqrt(Math.Max(0, (squares / count) - (mean * mean)));
    }
}
