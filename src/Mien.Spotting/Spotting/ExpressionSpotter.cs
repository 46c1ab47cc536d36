using System.Numerics;
using Mien.Spotting.Events;
using Mien.Spotting.Learning;
using Mien.Spotting.Regions;

namespace Mien.Spotting.Spotting;

/// <summary>
/// Spots without training, unless it is given a network that decides. A movement is an event when it stands out from what the same face does at rest, comes and goes
/// by itself (speech does not), and is more than head and lids explain. Short ones are micro-expressions.
/// </summary>
/// <param name="options">What counts as an event.</param>
/// <param name="learnt">The network that decides in place of the rules; null for the rules.</param>
public sealed class ExpressionSpotter(SpotterOptions options, LearntSpotter? learnt = null) : IStretchSpotter
{
    private const double MoreLikelyThanNot = 0.5;

    private const float TakesPart = 0.4f;

    // Common part of the shorter of two spans from which they are one movement.
    private const double Same = 0.4;

    /// <inheritdoc/>
    SpottedStretch IStretchSpotter.Spot(FaceTrack track) => Spot(track);

    /// <inheritdoc/>
    bool IStretchSpotter.IsLearnt => learnt is not null;

    /// <summary>What a stretch shows.</summary>
    internal SpottedStretch Spot(FaceTrack track)
    {
        var blinks = BlinkFinder.Find(track);
        var ofShort = Excursions.Of(track, blinks, options.Short);
        var ofLong = Excursions.Of(track, blinks, options.Long);
        var (micro, macro) = learnt is null ? ByRules(track, ofShort, ofLong) : Learnt(track, ofShort, ofLong);
        var longer = Distinct(macro).ToLookup(found => IsEvent(found, options.Long));
        var brief = Distinct(micro)
            .Where(found => !longer[true].Any(other => IsPartOf(found, other, ofShort, ofLong)))
            .ToLookup(found => IsEvent(found, options.Short));
        var events = brief[true]
            .Select(found => EventOf(track, ofShort, found, EventKind.Micro))
            .Concat(longer[true].Select(found => EventOf(track, ofLong, found, EventKind.Macro)));
        return new SpottedStretch
        {
            Events = [.. events.OrderBy(happened => happened.Onset)],
            Blinks = [.. blinks.Select(blink => BlinkOf(track, blink))],
            NearMisses =
            [
                .. brief[false].Select(found => NearMissOf(track, found, EventKind.Micro)),
                .. longer[false].Select(found => NearMissOf(track, found, EventKind.Macro)),
            ],
            Scores = ScoresOf(track, ofShort, ofLong),
            Track = track,
        };
    }

    /// <summary>A network has decided already; by rules it takes the threshold.</summary>
    private static bool IsEvent(Candidate found, LayerOptions layer) =>
        found.Probability is not null || found.Score >= layer.Threshold;

    private static NearMiss NearMissOf(FaceTrack track, Candidate found, EventKind kind) =>
        new(kind, track.SecondsAt(found.Apex), found.Score);

    private (IEnumerable<Candidate> Micro, IEnumerable<Candidate> Macro) ByRules(
        FaceTrack track,
        Excursions ofShort,
        Excursions ofLong
    )
    {
        var mouth = new MouthActivity(ofShort);
        return (
            RegionGroup.All.SelectMany(group => Micro(track, ofShort, mouth, group)),
            RegionGroup.All.SelectMany(group => Macro(track, ofLong, mouth, group))
        );
    }

    private (IEnumerable<Candidate> Micro, IEnumerable<Candidate> Macro) Learnt(
        FaceTrack track,
        Excursions ofShort,
        Excursions ofLong
    )
    {
        // Of what was under way when the recording began, or breaks off short at its end, nobody knows the length.
        var movements = CandidatePool
            .Find(track, ofShort, ofLong, options)
            .Where(movement => !movement.Found.BeginsBefore && movement.Found.Span.First > 0)
            .Where(movement => movement.Kind == EventKind.Macro || !movement.Found.EndsAfter)
            .ToList();
        var likely = movements
            .Zip(learnt!.Judge(movements))
            .Where(pair => pair.Second > MoreLikelyThanNot)
            .ToLookup(pair => pair.First.Kind, pair => pair.First.Found with { Probability = pair.Second });
        return (likely[EventKind.Micro], likely[EventKind.Macro]);
    }

    private IEnumerable<Candidate> Micro(FaceTrack track, Excursions ofShort, MouthActivity mouth, RegionGroup group) =>
        new CandidateSearch(ofShort, group)
            .Find(FalseAlarms.LeastShare * options.Short.Threshold)
            .Where(found => IsMicro(found, track, ofShort) && ComesByItself(found, ofShort, mouth));

    private IEnumerable<Candidate> Macro(FaceTrack track, Excursions ofLong, MouthActivity mouth, RegionGroup group)
    {
        var search = new CandidateSearch(ofLong, group);
        return search
            .Find(FalseAlarms.LeastShare * options.Long.Threshold)
            .Select(found => found with { Span = search.Refine(found, track) })
            .Where(found => IsMacro(found, track, ofLong) && ComesByItself(found, ofLong, mouth));
    }

    /// <summary>Of candidates that are one movement, seen twice or in two parts of the face, the surest.</summary>
    private static List<Candidate> Distinct(IEnumerable<Candidate> candidates)
    {
        var distinct = new List<Candidate>();
        foreach (var found in candidates.OrderByDescending(found => found.Probability ?? found.Score))
        {
            if (
                !distinct.Exists(surer =>
                    surer.Span.Common(found.Span) > Same * Math.Min(surer.Span.Length, found.Span.Length)
                )
            )
            {
                distinct.Add(found);
            }
        }

        return distinct;
    }

    /// <summary>The furthest of both spans and both parts of the face, in thresholds.</summary>
    private static float[] ScoresOf(FaceTrack track, params ReadOnlySpan<Excursions> spans)
    {
        var scores = new float[track.Count];
        foreach (var excursions in spans)
        {
            foreach (var group in RegionGroup.All)
            {
                var part = new CandidateSearch(excursions, group).Scores();
                for (var i = 0; i < scores.Length; i++)
                {
                    var score = part[i / excursions.Step] / (float)excursions.Options.Threshold;
                    scores[i] = Math.Max(scores[i], score);
                }
            }
        }

        return scores;
    }

    private bool IsMicro(Candidate found, FaceTrack track, Excursions excursions)
    {
        var seconds = found.Span.Length / track.Rate;
        return !found.EndsAfter
            && SizeOf(found, excursions) <= options.LargestMicro
            && seconds >= options.Shortest - 1e-6
            && seconds <= options.LongestMicro + options.Tolerance;
    }

    private bool IsMacro(Candidate found, FaceTrack track, Excursions excursions)
    {
        var seconds = found.Span.Length / track.Rate;
        // What does not come back before the recording ends may be a drift, unless it is plain to see.
        return (!found.EndsAfter || found.Score >= 2 * options.Long.Threshold)
            && SizeOf(found, excursions) <= options.LargestMacro
            && seconds > options.LongestMicro
            && seconds <= options.Longest;
    }

    private bool ComesByItself(Candidate found, Excursions excursions, MouthActivity mouth)
    {
        if (found.BeginsBefore)
        {
            return false;
        }

        if (!found.Group.IsMouth)
        {
            return found.Company < options.MostCompany;
        }

        return found.Company < options.MostCompanyOfMouth
            && mouth.Around(found.Span, found.Apex) < options.MostCompanyOfMouth * SizeOf(found, excursions);
    }

    private static double SizeOf(Candidate found, Excursions excursions) =>
        excursions.Sizes[found.Region][found.Apex / excursions.Step];

    /// <summary>Whether a short movement is a moment of a longer, larger one of the same part of the face.</summary>
    private static bool IsPartOf(Candidate found, Candidate longer, Excursions ofShort, Excursions ofLong) =>
        longer.Span.Common(found.Span) > Same * found.Span.Length
        && longer.Group == found.Group
        && SizeOf(found, ofShort) < SizeOf(longer, ofLong);

    private static FaceEvent EventOf(FaceTrack track, Excursions excursions, Candidate found, EventKind kind)
    {
        var (onset, onsetSeconds) = track.FrameAt(found.Span.First);
        var (apex, apexSeconds) = track.FrameAt(found.Apex);
        var (offset, offsetSeconds) = track.FrameAt(found.Span.Last);
        return new FaceEvent
        {
            Face = track.Face,
            Kind = kind,
            Onset = onset,
            Apex = apex,
            Offset = offset,
            OnsetSeconds = onsetSeconds,
            ApexSeconds = apexSeconds,
            OffsetSeconds = offsetSeconds,
            Movements = MovementsOf(excursions, found),
            Score = found.Score,
            Probability = found.Probability,
            OnsetBox = track.BoxAt(found.Span.First),
            ApexBox = track.BoxAt(found.Apex),
        };
    }

    private static FaceBlink BlinkOf(FaceTrack track, SampleSpan blink)
    {
        var (onset, onsetSeconds) = track.FrameAt(blink.First);
        var (offset, offsetSeconds) = track.FrameAt(blink.Last);
        return new FaceBlink(track.Face, onset, offset, onsetSeconds, offsetSeconds);
    }

    /// <summary>The regions that stand out at the apex, with their way from rest.</summary>
    private static RegionMovement[] MovementsOf(Excursions excursions, Candidate found)
    {
        var apex = found.Apex / excursions.Step;
        var least = TakesPart * excursions.Deviations(found.Region, apex);
        return
        [
            .. RegionGroup
                .All.SelectMany(group => group.Regions)
                .Select(r => new RegionMovement(
                    FaceRegions.All[r],
                    new Vector2(excursions.Channels[2 * r][apex], excursions.Channels[(2 * r) + 1][apex]),
                    excursions.Deviations(r, apex)
                ))
                .Where(movement => movement.Deviations >= least)
                .OrderByDescending(movement => movement.Deviations),
        ];
    }
}
