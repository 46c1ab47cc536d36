using System.Numerics;
using Mien.Faces.Detection;
using Mien.Faces.Landmarks;
using Mien.Imaging.Pictures;

namespace Mien.Faces.Tracking;

/// <summary>
/// Follows faces through a video: a cascade finds them, landmarks follow them from frame to frame, and the cascade
/// searches again when one is lost and now and then for others. Frames without a face give none. One tracker serves one
/// video.
/// </summary>
public sealed class FaceTracker
{
    private const double SamePlace = 0.3;

    // A small box that lies in a followed face is a part of it.
    private const double SamePart = 0.5;
    private const double SureBelow = 0.02;

    // Share of a new frame in the running mean of the disagreement: a blink unsettles the fits for a few frames only.
    private const double DoubtShare = 0.1;

    // A cascade swept in coarse steps overlooks a face now and then, so one sweep begins a third of a step after the last.
    private const int Ladders = 3;

    private static readonly Comparison<Track> ByNumber = (a, b) => a.Number.CompareTo(b.Number);

    private readonly CascadeDetector _detector;
    private readonly LandmarkModel _model;
    private readonly LandmarkFitter _fitter;
    private readonly TrackerOptions _options;
    private readonly List<Track> _tracks = [];
    private readonly List<(int Number, FaceBox Box, double Seconds)> _lost = [];
    private double _lastSearch = double.NegativeInfinity;
    private double _lastCount = double.NegativeInfinity;
    private double? _begin;
    private int _searches;
    private int _faces;

    /// <summary>A tracker for one video.</summary>
    public FaceTracker(Cascade cascade, LandmarkModel model, TrackerOptions? options = null)
    {
        _detector = new CascadeDetector(cascade);
        _model = model;
        _fitter = new LandmarkFitter(model);
        _options = options ?? new TrackerOptions();
    }

    /// <summary>How it follows.</summary>
    public TrackerOptions Options => _options;

    /// <summary>Takes the next frame.</summary>
    /// <param name="gray">A picture of one channel; the size must not change within a video.</param>
    /// <param name="seconds">Its time, later than the one before.</param>
    /// <returns>The faces in it, by number.</returns>
    public IReadOnlyList<TrackedFace> Next(ByteImage gray, double seconds)
    {
        _begin ??= seconds;
        var lost = Follow(gray, seconds);
        if (lost || IsSearchDue(seconds))
        {
            Search(gray, seconds);
        }

        return Publish(seconds);
    }

    private TrackedFace[] Publish(double seconds)
    {
        _tracks.Sort(ByNumber);
        var faces = new TrackedFace[_tracks.Count];
        for (var i = 0; i < faces.Length; i++)
        {
            faces[i] = _tracks[i].Publish(seconds);
        }

        return faces;
    }

    private bool Follow(ByteImage gray, double seconds)
    {
        foreach (var track in _tracks)
        {
            track.Disagreement = _fitter.FitNext(gray, track.Points, track.Points);
            track.Doubt += DoubtShare * (track.Disagreement - track.Doubt);
            track.Box = _model.BoxFor(track.Points);
        }

        foreach (var track in _tracks)
        {
            track.Lost = IsLost(track, gray);
            if (track.Lost)
            {
                _lost.Add((track.Number, track.LastBox, seconds));
            }
        }

        return _tracks.RemoveAll(static track => track.Lost) > 0;
    }

    private bool IsLost(Track track, ByteImage gray) =>
        track.Disagreement > _options.LoseAbove
        || track.Box.Width < SmallestFace(gray) / 2
        || track.Box.CenterX < 0
        || track.Box.CenterY < 0
        || track.Box.CenterX > gray.Width
        || track.Box.CenterY > gray.Height
        || (track.Missed >= _options.MissedSearches && track.Doubt > SureBelow)
        || LiesOnEarlier(track);

    private bool LiesOnEarlier(Track track)
    {
        foreach (var other in _tracks)
        {
            if (other.Number < track.Number && other.Box.Overlap(track.Box) > SamePlace)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSearchDue(double seconds)
    {
        var begins = _tracks.Count < _options.MaxFaces && IsWithin(_options.RefreshSeconds, _begin!.Value, seconds);
        var interval = _tracks.Count == 0 || begins ? _options.SearchSeconds : _options.RefreshSeconds;
        return !IsWithin(interval, _lastSearch, seconds);
    }

    // Times of frames are rounded.
    private static bool IsWithin(double interval, double since, double seconds) => seconds - since < interval - 1e-6;

    private void Search(ByteImage gray, double seconds)
    {
        _lastSearch = seconds;
        _lost.RemoveAll(face => seconds - face.Seconds > _options.ReturnSeconds);
        if (_tracks.Count >= _options.MaxFaces)
        {
            ConfirmInPlace(gray);
            return;
        }

        var options = _options.Detector with
        {
            MinSize = (int)SmallestFace(gray),
            FirstWindow = Math.Pow(_options.Detector.ScaleFactor, _searches++ % Ladders / (double)Ladders),
        };
        var found = _detector.Detect(gray, options).OrderByDescending(face => face.Neighbors).ToArray();
        var miss = IsWithin(_options.RefreshSeconds, _lastCount, seconds) ? 0 : 1;
        _lastCount = miss == 1 ? seconds : _lastCount;
        foreach (var track in _tracks)
        {
            track.Missed = found.Any(face => face.Box.Overlap(track.Box) > SamePlace) ? 0 : track.Missed + miss;
        }

        foreach (var face in found)
        {
            TryAdd(gray, face.Box, seconds);
        }

        LookWhereLost(gray, seconds);
    }

    /// <summary>
    /// A cascade may not see again what it once saw (shut eyes, a turn); where a face was lost its landmarks are tried as well,
    /// and must agree as those of a sure face do.
    /// </summary>
    private void LookWhereLost(ByteImage gray, double seconds)
    {
        foreach (var (_, box, _) in _lost.ToArray())
        {
            var points = new Vector2[_model.PointCount];
            Admit(points, _fitter.FitNear(gray, box, points), SureBelow, seconds);
        }
    }

    /// <summary>
    /// With as many faces as are wanted, each is looked for only where it is, near its own size: a search of the whole
    /// frame costs as much as following a face through twenty.
    /// </summary>
    private void ConfirmInPlace(ByteImage gray)
    {
        foreach (var track in _tracks)
        {
            var options = _options.Detector with
            {
                MinSize = (int)(0.7 * track.Box.Width),
                MaxSize = (int)(1.8 * track.Box.Width),
            };
            var found = _detector.Detect(gray, PlaceOf(gray, track.Box), options);
            track.Missed = found.Any(face => face.Box.Overlap(track.Box) > SamePlace) ? 0 : track.Missed + 1;
        }
    }

    private static FaceBox PlaceOf(ByteImage gray, FaceBox box)
    {
        var (left, top) = (
            Math.Clamp((int)(box.X - (0.4 * box.Width)), 0, gray.Width - 1),
            Math.Clamp((int)(box.Y - (0.4 * box.Height)), 0, gray.Height - 1)
        );
        var width = Math.Clamp((int)(1.8 * box.Width), 1, gray.Width - left);
        var height = Math.Clamp((int)(1.8 * box.Height), 1, gray.Height - top);
        return new FaceBox(left, top, width, height);
    }

    private void TryAdd(ByteImage gray, FaceBox detection, double seconds)
    {
        if (!IsRoomAt(detection))
        {
            return;
        }

        var points = new Vector2[_model.PointCount];
        Admit(points, _fitter.FitDetection(gray, detection, points), _options.AcceptBelow, seconds);
    }

    private void Admit(Vector2[] points, double disagreement, double acceptBelow, double seconds)
    {
        var box = _model.BoxFor(points);
        if (disagreement < acceptBelow && IsRoomAt(box))
        {
            _tracks.Add(
                new Track(NumberFor(box, seconds), points, new PointFilter(_options.Filter))
                {
                    Box = box,
                    Disagreement = disagreement,
                    Doubt = disagreement,
                }
            );
        }
    }

    private bool IsRoomAt(FaceBox box) =>
        _tracks.Count < _options.MaxFaces
        && !_tracks.Exists(track => track.Box.Cover(box) > SamePart)
        && !_lost.Exists(face => IsPartOf(box, face.Box));

    /// <summary>Where a face was a moment ago, a much smaller one is its mouth or an eye.</summary>
    private static bool IsPartOf(FaceBox box, FaceBox face) =>
        box.Cover(face) > SamePart && box.Width < 0.6 * face.Width;

    private int NumberFor(FaceBox box, double seconds)
    {
        _lost.RemoveAll(face => seconds - face.Seconds > _options.ReturnSeconds);
        var known = _lost.FindIndex(face => face.Box.Overlap(box) > SamePlace);
        if (known < 0)
        {
            return ++_faces;
        }

        var number = _lost[known].Number;
        _lost.RemoveAt(known);
        return number;
    }

    private double SmallestFace(ByteImage gray) => _options.MinFace * Math.Min(gray.Width, gray.Height);

    /// <summary>What is kept of a face between frames.</summary>
    private sealed class Track(int number, Vector2[] points, PointFilter filter)
    {
        public int Number => number;

        public Vector2[] Points => points;

        public FaceBox Box { get; set; }

        /// <summary>Where the face was last published.</summary>
        public FaceBox LastBox { get; private set; }

        public double Disagreement { get; set; }

        /// <summary>Running mean of the disagreement.</summary>
        public double Doubt { get; set; }

        public int Missed { get; set; }

        public bool Lost { get; set; }

        public TrackedFace Publish(double seconds)
        {
            LastBox = Box;
            var filtered = new Vector2[points.Length];
            filter.Apply(points, Box.Width, seconds, filtered);
            return new TrackedFace(number, Box, filtered, points.ToArray(), Disagreement);
        }
    }
}
