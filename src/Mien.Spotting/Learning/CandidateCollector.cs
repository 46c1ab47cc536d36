using Mien.Data.Prepared;
using Mien.Spotting.Events;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Learning;

/// <summary>Goes through a recording as a spotter does and keeps every candidate, each once.</summary>
internal sealed class CandidateCollector(SpotterOptions options) : IStretchSpotter
{
    private readonly SortedDictionary<string, Example> _examples = new(StringComparer.Ordinal);

    /// <summary>What was found.</summary>
    public IReadOnlyCollection<Example> Examples => _examples.Values;

    public bool IsLearnt => true;

    public SpottedStretch Spot(FaceTrack track)
    {
        var blinks = BlinkFinder.Find(track);
        var ofShort = Excursions.Of(track, blinks, options.Short);
        var ofLong = Excursions.Of(track, blinks, options.Long);
        foreach (var movement in CandidatePool.Find(track, ofShort, ofLong, options))
        {
            var (onset, offset) = (track.FrameAt(movement.Found.Span.First), track.FrameAt(movement.Found.Span.Last));
            var example = new Example(track.Face, movement.Kind, onset.Frame, offset.Frame, movement.Map);
            // Blocks of a recording overlap.
            _examples.TryAdd(example.Name, example);
        }

        return new SpottedStretch
        {
            Events = [],
            Blinks = [],
            NearMisses = [],
            Scores = [],
            Track = track,
        };
    }

    /// <summary>A candidate; frames are counted from 0.</summary>
    internal sealed record Example(int Face, EventKind Kind, int Onset, int Offset, MotionMap Map)
    {
        public string Name => $"{Kind} {Face} {Onset:0000000} {Offset:0000000}";
    }
}
