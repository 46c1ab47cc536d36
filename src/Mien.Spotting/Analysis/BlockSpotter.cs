using Mien.Faces.Tracking;
using Mien.Spotting.Events;
using Mien.Spotting.Learning;
using Mien.Spotting.Motion;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Analysis;

/// <summary>
/// Spots in a motion file that grows, a minute at a time with a margin on either side, so that hours need the memory of a
/// minute and a half, events appear while the video is still being read, and a person's rest is that of the same minute.
/// What it finds depends on the motion alone, not on when it is asked.
/// </summary>
public sealed class BlockSpotter
{
    private const double BlockSeconds = 60;
    private const double Margin = 15;
    private const double LongestGap = 0.5;
    private const double Seam = 0.25;
    private const int FewestSamples = 8;

    private readonly MotionReader _reader;
    private readonly SpotterOptions _options;
    private readonly IStretchSpotter _spotter;
    private readonly SortedDictionary<int, FaceSummary> _faces = [];
    private readonly List<FaceEvent> _last = [];
    private double _done;

    /// <summary>Spots in a file.</summary>
    /// <param name="reader">The file; the caller closes it.</param>
    /// <param name="options">What counts as an event.</param>
    /// <param name="learnt">The network that decides; null for rules.</param>
    public BlockSpotter(MotionReader reader, SpotterOptions options, LearntSpotter? learnt = null)
        : this(reader, options, new ExpressionSpotter(options, learnt)) { }

    internal BlockSpotter(MotionReader reader, SpotterOptions options, IStretchSpotter spotter)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        (_reader, _options, _spotter) = (reader, options, spotter);
    }

    /// <summary>Which faces were there when, up to what was spotted.</summary>
    public FaceTimeline Timeline { get; } = new();

    /// <summary>What is known of each face, by number, up to what was spotted.</summary>
    public IReadOnlyCollection<FaceSummary> Faces => _faces.Values;

    /// <summary>Spots in what can be spotted by now, a block after the other.</summary>
    /// <param name="measured">Time of the last frame in the file.</param>
    /// <param name="isEnd">Whether no more will come.</param>
    public IEnumerable<SpottedBlock> Advance(double measured, bool isEnd)
    {
        while (_done + BlockSeconds + Margin <= measured)
        {
            yield return Spot(_done + BlockSeconds);
        }

        while (isEnd && _done <= measured)
        {
            // What is left is short enough to be one block.
            yield return Spot(
                measured - _done > BlockSeconds + Margin ? _done + BlockSeconds : double.PositiveInfinity
            );
        }
    }

    private SpottedBlock Spot(double end)
    {
        var (start, events, blinks) = (_done, new List<FaceEvent>(), new List<FaceBlink>());
        foreach (var stretch in Stretches(start, end))
        {
            var found = _spotter.Spot(FaceTrack.Of(stretch));
            events.AddRange(found.Events.Where(happened => IsNew(happened, start, end)));
            blinks.AddRange(found.Blinks.Where(blink => blink.OnsetSeconds >= start && blink.OnsetSeconds < end));
            SummaryOf(stretch[0].Face).Add(found, start, end);
        }

        _last.Clear();
        _last.AddRange(events);
        _done = end;
        return new SpottedBlock(
            end,
            [.. events.OrderBy(happened => happened.Onset).ThenBy(happened => happened.Face)],
            [.. blinks.OrderBy(blink => blink.Onset).ThenBy(blink => blink.Face)]
        );
    }

    /// <summary>Whether an event belongs to the block; one on the seam may be seen from both sides and is told once.</summary>
    private bool IsNew(FaceEvent happened, double start, double end) =>
        happened.ApexSeconds >= start - Seam
        && happened.ApexSeconds < end + Seam
        && !_last.Any(before =>
            before.Face == happened.Face
            && before.OnsetSeconds < happened.OffsetSeconds
            && happened.OnsetSeconds < before.OffsetSeconds
            && before.Kind == happened.Kind
        );

    private FaceSummary SummaryOf(int face)
    {
        if (!_faces.TryGetValue(face, out var summary))
        {
            _faces.Add(face, summary = new FaceSummary(face, _options, _spotter.IsLearnt));
        }

        return summary;
    }

    /// <summary>The unbroken stretches of every face in a block and its margins.</summary>
    private List<List<MotionSample>> Stretches(double start, double end)
    {
        var (whole, open) = (new List<List<MotionSample>>(), new Dictionary<int, List<MotionSample>>());
        foreach (var sample in Samples(start, end))
        {
            if (sample.Face == 0)
            {
                continue;
            }

            if (
                !open.TryGetValue(sample.Face, out var stretch)
                || sample.IsStart
                || sample.Seconds - stretch[^1].Seconds > LongestGap
            )
            {
                whole.Add(open[sample.Face] = stretch = []);
            }

            stretch.Add(sample);
        }

        return [.. whole.Where(stretch => stretch.Count >= FewestSamples)];
    }

    private IEnumerable<MotionSample> Samples(double start, double end)
    {
        var faces = new List<TrackedFace>();
        var (frame, seconds) = (-1, 0.0);
        for (var i = _reader.Find(start - Margin); i < _reader.Count; i++)
        {
            var sample = new MotionSample();
            _reader.Read(i, sample);
            if (sample.Seconds > end + Margin)
            {
                break;
            }

            if (sample.Frame != frame)
            {
                Note(faces, frame, seconds, start, end);
                (frame, seconds) = (sample.Frame, sample.Seconds);
                faces.Clear();
            }

            if (sample.Face > 0)
            {
                faces.Add(new TrackedFace(sample.Face, sample.Box, [], [], 0));
            }

            yield return sample;
        }

        Note(faces, frame, seconds, start, end);
    }

    private void Note(List<TrackedFace> faces, int frame, double seconds, double start, double end)
    {
        if (frame >= 0 && seconds >= start && seconds < end)
        {
            Timeline.Add(seconds, faces);
        }
    }
}
