using Mien.Spotting.Events;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Learning;

/// <summary>
/// All movements of a stretch that might be expressions: those that the search without training finds at a share of its
/// threshold, without its rules. A network decides which of them are.
/// </summary>
public static class CandidatePool
{
    /// <summary>Share of the threshold from which a movement is looked at.</summary>
    public const double LeastShare = 0.6;

    /// <summary>The movements, in no order.</summary>
    internal static IReadOnlyList<JudgedMovement> Find(
        FaceTrack track,
        Excursions ofShort,
        Excursions ofLong,
        SpotterOptions options
    )
    {
        var mouth = new MouthActivity(ofShort);
        return
        [
            .. RegionGroup.All.SelectMany(group => Micro(group)),
            .. RegionGroup.All.SelectMany(group => Macro(group)),
        ];

        IEnumerable<JudgedMovement> Micro(RegionGroup group) =>
            new CandidateSearch(ofShort, group)
                .Find(LeastShare * options.Short.Threshold)
                .Where(found => Seconds(found) >= options.Shortest - 1e-6)
                .Where(found => Seconds(found) <= options.LongestMicro + options.Tolerance)
                .Select(found => Judged(found, EventKind.Micro, ofShort));

        IEnumerable<JudgedMovement> Macro(RegionGroup group)
        {
            var search = new CandidateSearch(ofLong, group);
            return search
                .Find(LeastShare * options.Long.Threshold)
                .Select(found => found with { Span = search.Refine(found, track) })
                .Where(found => Seconds(found) > options.LongestMicro && Seconds(found) <= options.Longest)
                .Select(found => Judged(found, EventKind.Macro, ofLong));
        }

        double Seconds(Candidate found) => found.Span.Length / track.Rate;

        JudgedMovement Judged(Candidate found, EventKind kind, Excursions excursions) =>
            new(found, kind, SeriesMap.Of(found, kind, excursions, mouth));
    }
}
