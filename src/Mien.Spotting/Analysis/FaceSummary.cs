using Mien.Spotting.Events;
using Mien.Spotting.Spotting;

namespace Mien.Spotting.Analysis;

/// <summary>One face through a video: how far it was from rest when, and how many false alarms it is likely to give.</summary>
public sealed class FaceSummary
{
    /// <summary>Seconds of a value of <see cref="Course"/>.</summary>
    public const double CourseSeconds = 0.1;

    private readonly List<float> _course = [];
    private readonly FalseAlarms _alarms;
    private readonly bool _isLearnt;
    private double _doubt;

    internal FaceSummary(int face, double threshold, bool isLearnt)
    {
        (Face, _isLearnt) = (face, isLearnt);
        _alarms = new FalseAlarms(threshold);
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
        !_isLearnt ? _alarms.PerMinute
        : Minutes > 0 ? _doubt / Minutes
        : 0;

    /// <summary>
    /// The furthest from rest in every tenth of a second from the start of the video, in thresholds: from 1 on it may be an event. NaN where the face was
    /// not measured.
    /// </summary>
    public IReadOnlyList<float> Course => _course;

    /// <summary>How likely a micro-expression of a score is no false alarm, 0 to 1.</summary>
    public double ConfidenceAt(double score) => _alarms.ConfidenceAt(score);

    internal void Add(SpottedStretch stretch, double start, double end)
    {
        var track = stretch.Track;
        var (first, last) = (Math.Max(start, track.Start), Math.Min(end, track.SecondsAt(track.Count)));
        var minutes = Math.Max(0, last - first) / 60;
        Minutes += minutes;
        _alarms.Add(
            minutes,
            stretch.NearMisses.Where(miss => miss.Seconds >= start && miss.Seconds < end).Select(miss => miss.Score)
        );
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

    private void Note(int place, float score)
    {
        while (_course.Count <= place)
        {
            _course.Add(float.NaN);
        }

        _course[place] = float.IsNaN(_course[place]) ? score : Math.Max(_course[place], score);
    }
}
