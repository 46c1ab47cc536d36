using Mien.Faces.Landmarks;
using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Foundation;
using Mien.Imaging.Media;
using Mien.Spotting.Details;
using Mien.Spotting.Events;
using Mien.Spotting.Motion;

namespace Mien.Spotting.Analysis;

/// <summary>
/// A video to events: motion is measured and written down frame by frame, and events are spotted in it while it grows.
/// Recordings are measured in sections of two minutes, each begun anew by the two seconds before it, so that a run that was
/// killed goes on with the last section and ends in the same bytes. One that was finished measures nothing again.
/// </summary>
public sealed class VideoAnalysis
{
    // What a run begins anew when it was ended, and what the recording's quality is judged by.
    private const double SectionSeconds = 120;
    private const double PublishSeconds = 60;

    private readonly AnalysisOptions _options;
    private readonly AnalysisFolder _folder;
    private readonly AnalysisSource _source;
    private readonly Action<AnalysisResult> _publish;
    private readonly List<(FaceEvent Event, EventDetails Details)> _events = [];
    private readonly List<FaceBlink> _blinks = [];
    private readonly EventDetailer? _detailer;
    private MotionState _state;
    private double? _due;

    /// <summary>Prepares an analysis.</summary>
    /// <param name="source">The recording or camera.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="options">How.</param>
    /// <param name="detailer">Looks events up in the recording again; null for spotting alone. The caller disposes it.</param>
    /// <param name="publish">Told whenever events may have been added, and at the end.</param>
    /// <exception cref="InputFaultException">The folder holds the analysis of another recording, or one measured otherwise.</exception>
    public VideoAnalysis(
        AnalysisSource source,
        AnalysisFolder folder,
        AnalysisOptions options,
        EventDetailer? detailer,
        Action<AnalysisResult> publish
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(options);
        (_source, _folder, _options, _detailer, _publish) = (source, folder, options, detailer, publish);
        IsResumed = File.Exists(folder.MotionRecord);
        source.RequireNew(IsResumed);
        var identity = source.Identity(options.Source.FolderRate);
        var settings = $"{options.Motion} {options.FaceModelsHash}".TrimEnd();
        _state = MotionState.Read(folder.MotionRecord, identity, settings) ?? MotionState.Start(identity, settings);
    }

    /// <summary>Whether the folder holds a part of this analysis, or all of it.</summary>
    public bool IsResumed { get; }

    /// <summary>Runs to the end.</summary>
    /// <param name="tracker">Makes a tracker, which knows nothing yet.</param>
    /// <param name="model">The landmark model.</param>
    /// <param name="progress">Told of every frame.</param>
    /// <param name="cancellation">Stops between frames; what was measured is kept.</param>
    public AnalysisResult Run(
        Func<FaceTracker> tracker,
        LandmarkModel model,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(tracker);
        ArgumentNullException.ThrowIfNull(progress);
        Directory.CreateDirectory(_folder.Path);
        if (IsRobbed())
        {
            _state = MotionState.Start(_state.Source, _state.Settings);
        }

        using var source = _source.Open();
        if (_state.IsComplete)
        {
            using var reader = new MotionReader(_folder.Motion);
            return Finish(source.Info, reader, new BlockSpotter(reader, _options.Spotter, _options.Learnt));
        }

        return Measure(source, tracker, model, progress, cancellation);
    }

    private AnalysisResult Measure(
        IFrameSource source,
        Func<FaceTracker> tracker,
        LandmarkModel model,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        var seam = FindSeam();
        using var writer = seam is null
            ? MotionWriter.Create(_folder.Motion)
            : MotionWriter.Continue(_folder.Motion, seam.Records);
        writer.Flush();
        _state.Write(_folder.MotionRecord);
        using var reader = new MotionReader(_folder.Motion);
        var spotter = new BlockSpotter(reader, _options.Spotter, _options.Learnt);
        while (!_state.IsComplete)
        {
            var quality = new QualityMeter(seam?.Seconds ?? double.NaN);
            seam = MeasureSection(seam, quality);
            Note(source, quality, isComplete: seam is null, reader.Count);
        }

        return Finish(source.Info, reader, spotter);

        // Where the next section begins; null when there is none.
        MotionSeam? MeasureSection(MotionSeam? seam, QualityMeter quality)
        {
            using var recorder = new MotionRecorder(
                source,
                tracker(),
                model,
                _options.Motion,
                writer,
                quality,
                seam,
                EndOfSection(seam)
            );
            try
            {
                ReadAll(source, recorder, writer, spotter, progress, cancellation);
            }
            finally
            {
                writer.Flush();
            }

            return recorder.IsCut ? MotionSeam.At(reader, reader.Count, recorder.MostFace) : null;
        }
    }

    /// <summary>The first full two minutes behind the seam; a camera cannot be begun anew.</summary>
    private double EndOfSection(MotionSeam? seam)
    {
        // The seam is the last frame before the time at which a section ended.
        var begin = seam is null ? 0 : Math.Ceiling((seam.Seconds + 1e-6) / SectionSeconds) * SectionSeconds;
        return _source.IsLive ? double.PositiveInfinity : begin + SectionSeconds;
    }

    private void Note(IFrameSource source, QualityMeter quality, bool isComplete, long records)
    {
        _state = _state with
        {
            IsComplete = isComplete,
            Records = records,
            Fault = isComplete ? source.Fault : null,
            Quality = _state.Quality.With(quality, source.Info),
        };
        _state.Write(_folder.MotionRecord);
    }

    private void ReadAll(
        IFrameSource source,
        MotionRecorder recorder,
        MotionWriter writer,
        BlockSpotter spotter,
        IProgress<ProgressStep> progress,
        CancellationToken cancellation
    )
    {
        var total = source.Info.ExpectedFrames ?? 0;
        while (recorder.Next() is { } stamp)
        {
            StopWhenAsked(source, cancellation);
            var done = stamp.Index + 1;
            progress.Report(new ProgressStep("frames", done, done <= total ? total : 0));
            _due ??= stamp.Seconds + PublishSeconds;
            if (stamp.Seconds >= _due)
            {
                writer.Flush();
                Advance(spotter, stamp.Seconds, isEnd: false);
                Publish(source.Info, spotter, stamp.Seconds, isComplete: false);
                _due = stamp.Seconds + PublishSeconds;
            }
        }
    }

    /// <summary>A recording is left where it is; a camera ends, and what it saw is told.</summary>
    private static void StopWhenAsked(IFrameSource source, CancellationToken cancellation)
    {
        if (source is Camera camera && cancellation.IsCancellationRequested)
        {
            camera.Stop();
            return;
        }

        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Whether the motion that the state tells of is gone; somebody may have deleted the file, which is large.</summary>
    private bool IsRobbed()
    {
        if (_state is { IsComplete: false, Records: 0 })
        {
            return false;
        }

        if (!File.Exists(_folder.Motion))
        {
            return true;
        }

        using var reader = new MotionReader(_folder.Motion);
        return reader.Count < _state.Records;
    }

    /// <summary>Where to go on; null to start anew.</summary>
    private MotionSeam? FindSeam()
    {
        if (_state.Records == 0)
        {
            return null;
        }

        using var reader = new MotionReader(_folder.Motion);
        return MotionSeam.At(reader, _state.Records);
    }

    private void Advance(BlockSpotter spotter, double seconds, bool isEnd)
    {
        foreach (var block in spotter.Advance(seconds, isEnd))
        {
            _events.AddRange(
                block.Events.Select(happened => (happened, Details(happened, isWritten: !_source.IsLive)))
            );
            _blinks.AddRange(block.Blinks);
        }
    }

    /// <summary>What is to be seen of an event; a recording that is still being written cannot be looked into.</summary>
    private EventDetails Details(FaceEvent happened, bool isWritten) =>
        isWritten && _detailer is not null ? _detailer.Describe(happened) : EventDetails.None;

    private AnalysisResult Publish(MediaInfo info, BlockSpotter spotter, double seconds, bool isComplete)
    {
        var result = new AnalysisResult
        {
            Info = info,
            Options = _options,
            Seconds = seconds,
            IsComplete = isComplete,
            Fault = _state.Fault,
            Timeline = spotter.Timeline,
            Faces = spotter.Faces,
            Quality = _state.Quality.Findings(),
            QualityParts = _state.Quality.Parts,
            Model = _detailer?.Model,
            ErrorLevel = _detailer?.ErrorLevel ?? 0,
            Events = [.. _events.Select(known => AnalysedEvent.Of(known.Event, known.Details, spotter.Faces))],
            Blinks = [.. _blinks],
        };
        _publish(result);
        return result;
    }

    private AnalysisResult Finish(MediaInfo info, MotionReader reader, BlockSpotter spotter)
    {
        var last = new MotionSample();
        if (reader.Count > 0)
        {
            reader.Read(reader.Count - 1, last);
        }

        Advance(spotter, last.Seconds, isEnd: true);
        for (var i = 0; _source.IsLive && i < _events.Count; i++)
        {
            _events[i] = (_events[i].Event, Details(_events[i].Event, isWritten: true));
        }

        return Publish(info, spotter, last.Seconds, isComplete: true);
    }
}
