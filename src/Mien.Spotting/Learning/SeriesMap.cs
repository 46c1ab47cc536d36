using Mien.Data.Prepared;
using Mien.Spotting.Events;
using Mien.Spotting.Regions;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Learning;

/// <summary>
/// The motion series around a candidate as a map that a network can take: a row a region and some rows for what goes on
/// meanwhile, three lengths of the movement in 28 columns (the middle third is the movement itself, whatever the frame
/// rate), and three channels: the way to the right and down in deviations, and the distance in pixels. Everything is squashed by asinh,
/// so that a movement of ten pixels does not drown one of half a pixel.
/// </summary>
internal static class SeriesMap
{
    /// <summary>Rows and columns.</summary>
    public const int Size = 28;

    private const int Channels = 3;
    private const float PixelGain = 4;
    private const float Squeeze = 1 / 3f;

    private static readonly int[] Mirrored = [.. FaceRegions.All.Select(TwinOf)];
    private static readonly int[] Mouth =
    [
        .. Enumerable.Range(0, FaceRegions.Count).Where(r => FaceRegions.All[r].IsOfMouth),
    ];

    /// <summary>The shape of every map.</summary>
    public static MapShape Shape { get; } = new(Size, Size, Channels);

    /// <summary>The map of a candidate.</summary>
    /// <param name="found">The candidate.</param>
    /// <param name="kind">What it would be.</param>
    /// <param name="excursions">Those it was found in.</param>
    /// <param name="mouth">How busy the mouth is.</param>
    public static MotionMap Of(Candidate found, EventKind kind, Excursions excursions, MouthActivity mouth)
    {
        var map = new MotionMap(Shape, new float[Shape.Length]);
        var columns = new Columns(found, excursions);
        for (var r = 0; r < FaceRegions.Count; r++)
        {
            var strays = excursions.Strays[r];
            columns.Fill(map, r, 0, i => Squash(excursions.Channels[2 * r][i] / strays[i]));
            columns.Fill(map, r, 1, i => Squash(excursions.Channels[(2 * r) + 1][i] / strays[i]));
            columns.Fill(map, r, 2, i => Squash(PixelGain * excursions.Sizes[r][i]));
        }

        var row = FaceRegions.Count;
        columns.Fill(map, row, 0, i => Squash(excursions.HeadWay[i]));
        columns.Fill(map, row, 1, i => excursions.InBlink[i] ? 1 : 0);
        columns.Fill(map, row++, 2, i => Squash(PixelGain * Mouth.Max(r => excursions.Sizes[r][i])));
        columns.Fill(map, row++, 0, i => Squash(excursions.Deviations(found.Region, i)));
        AddConstants(map, row, found, kind, excursions, mouth);
        return map;
    }

    /// <summary>The map of the mirror image of a movement.</summary>
    public static MotionMap Mirror(MotionMap map)
    {
        var mirror = new MotionMap(Shape, (float[])map.Values.Clone());
        for (var r = 0; r < FaceRegions.Count; r++)
        {
            for (var x = 0; x < Size; x++)
            {
                Set(mirror, r, x, 0, -map[Mirrored[r], x, 0]);
                Set(mirror, r, x, 1, map[Mirrored[r], x, 1]);
                Set(mirror, r, x, 2, map[Mirrored[r], x, 2]);
            }
        }

        return mirror;
    }

    /// <summary>What is one number of the whole movement, a row of equal columns for three of them.</summary>
    private static void AddConstants(
        MotionMap map,
        int row,
        Candidate found,
        EventKind kind,
        Excursions excursions,
        MouthActivity mouth
    )
    {
        var apex = found.Apex / excursions.Step;
        var size = Math.Max(0.01f, excursions.Sizes[found.Region][apex]);
        var seconds = found.Span.Length / (excursions.Rate * excursions.Step);
        ReadOnlySpan<double> values =
        [
            Math.Log2(Math.Max(0.01, seconds) / 0.5) / 3,
            Squash((float)found.Score),
            kind == EventKind.Macro ? 1 : 0,
            Math.Min(3, found.Company) / 2,
            found.Fullness,
            found.Group.IsMouth ? 1 : 0,
            Math.Min(3, mouth.Around(found.Span, found.Apex) / size) / 2,
            found.BeginsBefore ? 1 : 0,
            found.EndsAfter ? 1 : 0,
            Squash(excursions.HeadWay[apex]),
            Squash(excursions.Strays[found.Region][apex] * PixelGain),
            size / 6,
        ];
        for (var i = 0; i < values.Length; i++)
        {
            for (var x = 0; x < Size; x++)
            {
                Set(map, row + (i / Channels), x, i % Channels, (float)values[i]);
            }
        }
    }

    private static float Squash(float value) => Squeeze * MathF.Asinh(value);

    private static void Set(MotionMap map, int y, int x, int channel, float value) =>
        map.Values[(((y * Size) + x) * Channels) + channel] = value;

    private static int TwinOf(FaceRegion region)
    {
        var side = region.Side switch
        {
            RegionSide.Left => RegionSide.Right,
            RegionSide.Right => RegionSide.Left,
            _ => region.Side,
        };
        return FaceRegions.All.ToList().FindIndex(other => other.Part == region.Part && other.Side == side);
    }

    /// <summary>The columns of one movement: the samples that each stands for.</summary>
    private sealed class Columns
    {
        private readonly double _first;
        private readonly double _width;
        private readonly int _last;

        public Columns(Candidate found, Excursions excursions)
        {
            var (first, last) = (found.Span.First / (double)excursions.Step, found.Span.Last / (double)excursions.Step);
            var length = Math.Max(2, last - first);
            (_first, _width, _last) = (first - length, 3 * length / Size, excursions.Count - 1);
        }

        /// <summary>Means of a series over each column; between two samples where a column is narrower than they are apart.</summary>
        public void Fill(MotionMap map, int row, int channel, Func<int, float> series)
        {
            for (var x = 0; x < Size; x++)
            {
                var middle = _first + ((x + 0.5) * _width);
                Set(map, row, x, channel, _width <= 1 ? Between(series, middle) : Mean(series, middle));
            }
        }

        private float Mean(Func<int, float> series, double middle)
        {
            var (from, to) = ((int)Math.Ceiling(middle - (_width / 2)), (int)Math.Ceiling(middle + (_width / 2)));
            var sum = 0f;
            for (var i = from; i < to; i++)
            {
                sum += series(Math.Clamp(i, 0, _last));
            }

            return sum / Math.Max(1, to - from);
        }

        private float Between(Func<int, float> series, double at)
        {
            var before = (int)Math.Floor(at);
            var part = (float)(at - before);
            return ((1 - part) * series(Math.Clamp(before, 0, _last)))
                + (part * series(Math.Clamp(before + 1, 0, _last)));
        }
    }
}
