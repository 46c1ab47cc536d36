using Mien.Spotting.Events;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Analysis;

/// <summary>One face through a video: how far it was from rest when, and how many false alarms it is likely to give.</summary>
public sealed class FaceSummary
{
    /// <summary>Seconds of a place of <see cref="CourseAt"/>.</summary>
    public const double CourseSeconds = 0.1;

    // From the first tenth in which the face was there: a recording may see many faces, each for a while.
    private readonly List<float> _course = [];
    private int _courseStart;
    private readonly FalseAlarms _micro;
    private readonly FalseAlarms _macro;
    private readonly bool _isLearnt;
    private double _doubt;

    internal FaceSummary(int face, SpotterOptions options, bool isLearnt)
    {
        (Face, _isLearnt) = (face, isLearnt);
        (_micro, _macro) = (new FalseAlarms(options.Short.Threshold), new FalseAlarms(options.Long.Threshold));
    }

    /// <summary>The face's number.</summary>
    public int Face { get; }

    /// <summary>Minutes in which the face was measured.</summary>
    public double Minutes { get; private set; }

    /// <summary>
    /// Expected false micro-expressions a minute: from what the face does below the threshold, or by what a learnt spotter's
    /// probabilities lack to one.
    /// </summary>
    public double FalseAlarmsPerMinute =>
        !_isLearnt ? _micro.PerMinute
        : Minutes > 0 ? _doubt / Minutes
        : 0;

    /// <summary>
    /// The furthest from rest in a tenth of a second, in thresholds: from 1 on it may be an event. NaN where the face was not
    /// measured.
    /// </summary>
    /// <param name="place">Tenths of a second since the start of the video.</param>
    public float CourseAt(int place)
    {
        var at = place - _courseStart;
        return at >= 0 && at < _course.Count ? _course[at] : float.NaN;
    }

    /// <summary>Tenths of a second that are kept.</summary>
    internal int CourseLength => _course.Count;

    /// <summary>
    /// How likely an expression of a kind and score is no false alarm, 0 to 1. Short and long movements are scored against
    /// rests of their own, so each kind is held against what this face does below the threshold of that kind.
    /// </summary>
    public double ConfidenceAt(EventKind kind, double score) => AlarmsOf(kind).ConfidenceAt(score);

    internal void Add(SpottedStretch stretch, double start, double end)
    {
        var track = stretch.Track;
        var (first, last) = (Math.Max(start, track.Start), Math.Min(end, track.SecondsAt(track.Count)));
        var minutes = Math.Max(0, last - first) / 60;
        Minutes += minutes;
        var misses = stretch.NearMisses.Where(miss => miss.Seconds >= start && miss.Seconds < end).ToArray();
        foreach (var kind in (ReadOnlySpan<EventKind>)[EventKind.Micro, EventKind.Macro])
        {
            AlarmsOf(kind).Add(minutes, misses.Where(miss => miss.Kind == kind).Select(miss => miss.Score));
        }

        _doubt += stretch
            .Events.Where(happened => happened.Kind == EventKind.Micro)
            .Where(happened => happened.ApexSeconds >= start && happened.ApexSeconds < end)
            .Sum(happened => 1 - (happened.Probability ?? 1));
        for (var i = 0; i < stretch.Scores.Length; i++)
        {
            var seconds = track.SecondsAt(i);
            if (seconds >= start && seconds < end)
            {
                Note((int)(seconds / CourseSeconds), stretch.Scores[i]);
            }
        }
    }

    private FalseAlarms AlarmsOf(EventKind kind) => kind == EventKind.Macro ? _macro : _micro;

    private void Note(int place, float score)
    {
        _courseStart = _course.Count == 0 ? place : _courseStart;
        var at = place - _courseStart;
        while (_course.Count <= at)
        {
            _course.Add(float.NaN);
        }

        _course[at] = float.IsNaN(_course[at]) ? score : Math.Max(_course[at], score);
    }
}
