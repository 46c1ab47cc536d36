using System.Numerics;
using Mien.Spotting.Events;
using Mien.Spotting.Motion;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Spotting;

/// <summary>Spots without training: stretches in which a face is further from its own rest than it usually strays.</summary>
public sealed class RestSpotter(SpotterOptions options)
{
    private static readonly int[] Searched =
    [
        .. Enumerable.Range(0, FaceRegions.Count).Where(r => FaceRegions.All[r].Part != RegionPart.UpperLid),
    ];

    /// <summary>The events of one face.</summary>
    public IReadOnlyList<FaceEvent> Spot(MotionSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count < 8)
        {
            return [];
        }

        var rest = Searched.ToDictionary(r => r, r => Rest.Of(series, r));
        var scores = Enumerable
            .Range(0, series.Count)
            .Select(i => Searched.Max(r => rest[r].Deviations(series.RegionAt(i, r))))
            .ToArray();
        var events = new List<FaceEvent>();
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] < options.Threshold)
            {
                continue;
            }

            var (first, last) = (i, i);
            while (first > 0 && scores[first - 1] > options.Threshold / 3)
            {
                first--;
            }

            while (last + 1 < scores.Length && scores[last + 1] > options.Threshold / 3)
            {
                last++;
            }

            if (series.SecondsAt(last) - series.SecondsAt(first) >= options.Shortest)
            {
                events.Add(EventOf(series, rest, scores, first, last));
            }

            i = last;
        }

        return events;
    }

    private FaceEvent EventOf(MotionSeries series, Dictionary<int, Rest> rest, double[] scores, int first, int last)
    {
        var apex = Enumerable.Range(first, last - first + 1).MaxBy(i => scores[i]);
        var movements = Searched
            .Select(r => new RegionMovement(
                FaceRegions.All[r],
                series.RegionAt(apex, r) - series.RegionAt(first, r),
                rest[r].Deviations(series.RegionAt(apex, r))
            ))
            .Where(movement => movement.Deviations >= options.Threshold)
            .OrderByDescending(movement => movement.Deviations);
        var seconds = series.SecondsAt(last) - series.SecondsAt(first);
        return new FaceEvent
        {
            Face = series.Face,
            Kind = seconds <= options.LongestMicro ? EventKind.Micro : EventKind.Macro,
            Onset = series.FrameAt(first),
            Apex = series.FrameAt(apex),
            Offset = series.FrameAt(last),
            OnsetSeconds = series.SecondsAt(first),
            ApexSeconds = series.SecondsAt(apex),
            OffsetSeconds = series.SecondsAt(last),
            Movements = [.. movements],
            Score = scores[apex],
        };
    }

    /// <summary>Where a region usually is, and how far it strays.</summary>
    private readonly record struct Rest(Vector2 Place, double Deviation)
    {
        // Measurement alone strays by about this many pixels, however still a face is.
        private const double Least = 0.05;

        public static Rest Of(MotionSeries series, int region)
        {
            var all = Enumerable.Range(0, series.Count).Select(i => series.RegionAt(i, region)).ToArray();
            var place = new Vector2(Median(all.Select(p => p.X)), Median(all.Select(p => p.Y)));
            return new Rest(place, Math.Max(Least, Median(all.Select(p => Vector2.Distance(p, place))) / 1.177));
        }

        public double Deviations(Vector2 place) => Vector2.Distance(place, Place) / Deviation;

        private static float Median(IEnumerable<float> values)
        {
            var sorted = values.Order().ToArray();
            return sorted[sorted.Length / 2];
        }
    }
}
