using Mien.Faces.Landmarks;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;

namespace Mien.Spotting.Motion;

/// <summary>Measures every face of a video: one series a face, the quality of the recording, and when faces were there.</summary>
public sealed class MotionRecording
{
    private readonly SortedDictionary<int, MotionSeries> _series = [];

    private MotionRecording() { }

    /// <summary>A series for every face, by number.</summary>
    public IReadOnlyCollection<MotionSeries> Series => _series.Values;

    /// <summary>Which faces were there when.</summary>
    public FaceTimeline Timeline { get; } = new();

    /// <summary>What the recording is good for.</summary>
    public IReadOnlyList<QualityFinding> Quality { get; private set; } = [];

    /// <summary>Reads a source to its end.</summary>
    /// <param name="source">Gray frames; the caller keeps it.</param>
    /// <param name="tracker">A tracker of its own.</param>
    /// <param name="model">The landmark model.</param>
    /// <param name="options">How to measure.</param>
    /// <param name="progress">Told of every frame.</param>
    /// <param name="cancellation">Stops between frames.</param>
    public static MotionRecording Of(
        IFrameSource source,
        FaceTracker tracker,
        LandmarkModel model,
        MotionOptions options,
        IProgress<ProgressStep>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        var recording = new MotionRecording();
        var meters = new Dictionary<int, RegionMotionMeter>();
        var quality = new QualityMeter();
        var sample = new MotionSample();
        var total = source.Info.ExpectedFrames ?? 0;
        using var frames = new TrackedFrames(source, tracker);
        while (frames.Next() is { } frame)
        {
            cancellation.ThrowIfCancellationRequested();
            var seconds = frame.Stamp.Seconds;
            recording.Timeline.Add(seconds, frame.Faces);
            quality.Add(frame.Picture, seconds, frame.Faces);
            foreach (var (number, meter) in meters)
            {
                if (frame.Faces.All(face => face.Number != number))
                {
                    meter.Break();
                }
            }

            foreach (var face in frame.Faces)
            {
                if (!meters.TryGetValue(face.Number, out var meter))
                {
                    meters.Add(face.Number, meter = new RegionMotionMeter(model, options));
                    recording._series.Add(face.Number, new MotionSeries(face.Number));
                }

                sample.Frame = frame.Stamp.Index;
                meter.Next(frame.Picture, face, seconds, sample);
                recording._series[face.Number].Add(sample);
            }

            var done = frame.Stamp.Index + 1;
            progress?.Report(new ProgressStep("frames", done, Math.Max(done, total)));
        }

        recording.Quality = quality.Report(source.Info);
        return recording;
    }
}
