using Mien.Spotting.Events;

namespace Mien.Spotting.Analysis;

/// <summary>What the analysis of a video counted.</summary>
public sealed record VideoFigures
{
    /// <summary>Length in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Frames a second.</summary>
    public required double FrameRate { get; init; }

    /// <summary>Number of frames.</summary>
    public required int Frames { get; init; }

    /// <summary>Frames in which there was a face.</summary>
    public required int FramesWithFace { get; init; }

    /// <summary>Number of faces.</summary>
    public required int Faces { get; init; }

    /// <summary>Micro-expressions.</summary>
    public required int Micro { get; init; }

    /// <summary>Longer expressions.</summary>
    public required int Macro { get; init; }

    /// <summary>Blinks.</summary>
    public required int Blinks { get; init; }

    /// <summary>How many of the micro-expressions are to be expected to be chance.</summary>
    public required double ExpectedFalseMicro { get; init; }

    /// <summary>The figures of a finished analysis.</summary>
    public static VideoFigures Of(AnalysisResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new VideoFigures
        {
            Seconds = result.Seconds,
            FrameRate = result.Info.FrameRate,
            Frames = result.Timeline.Frames,
            FramesWithFace = result.Timeline.FramesWithFace,
            Faces = result.Faces.Count,
            Micro = Count(result, EventKind.Micro),
            Macro = Count(result, EventKind.Macro),
            Blinks = result.Blinks.Count,
            ExpectedFalseMicro = result.Faces.Sum(face => face.FalseAlarmsPerMinute * face.Minutes),
        };
    }

    private static int Count(AnalysisResult result, EventKind kind) =>
        result.Events.Count(analysed => analysed.Event.Kind == kind);
}
