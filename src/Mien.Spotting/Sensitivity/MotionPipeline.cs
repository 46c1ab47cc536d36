using Mien.Faces.Landmarks;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;
using Mien.Spotting.Analysis;
using Mien.Spotting.Events;
using Mien.Spotting.Motion;

namespace Mien.Spotting.Sensitivity;

/// <summary>The pipeline of <see cref="VideoAnalysis"/> on frames that are in no file: measured, written down, spotted.</summary>
/// <param name="tracker">Makes a tracker of its own for every run.</param>
/// <param name="model">The landmark model.</param>
/// <param name="options">How to measure and what counts as an event.</param>
/// <param name="folder">Where the measured motion is kept while it is looked at; nothing stays there.</param>
public sealed class MotionPipeline(
    Func<FaceTracker> tracker,
    LandmarkModel model,
    AnalysisOptions options,
    string folder
)
{
    /// <summary>The events of all faces; frames counted from the source's first.</summary>
    public IReadOnlyList<FaceEvent> Spot(IFrameSource source, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, $"planted-{Guid.NewGuid():N}.tmp");
        try
        {
            var seconds = Measure(source, path, cancellation);
            using var reader = new MotionReader(path);
            return
            [
                .. new BlockSpotter(reader, options.Spotter, options.Learnt)
                    .Advance(seconds, isEnd: true)
                    .SelectMany(b => b.Events),
            ];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private double Measure(IFrameSource source, string path, CancellationToken cancellation)
    {
        var seconds = 0.0;
        using var writer = MotionWriter.Create(path);
        using var recorder = new MotionRecorder(source, tracker(), model, options.Motion, writer, new QualityMeter());
        while (recorder.Next() is { } stamp)
        {
            cancellation.ThrowIfCancellationRequested();
            seconds = stamp.Seconds;
        }

        writer.Flush();
        return seconds;
    }
}
