using Mien.Faces.Quality;

namespace Mien.Spotting.Output;

/// <summary>
/// The file <c>events.json</c>: everything an analysis found, for programs. Frames are counted from 1, seconds from the
/// first frame; pixels are those of the aligned crop.
/// </summary>
internal sealed record EventDocument
{
    /// <summary>Name and version of the format; it changes when a reader would have to.</summary>
    public const string Current = "mien-events-1";

    public required string Format { get; init; }

    public required string Mien { get; init; }

    /// <summary>False while the video is still being read.</summary>
    public required bool Complete { get; init; }

    /// <summary>Up to when events are told.</summary>
    public required double Seconds { get; init; }

    public string? Fault { get; init; }

    public required SourcePart Source { get; init; }

    public required SettingsPart Settings { get; init; }

    public required FacePart[] Faces { get; init; }

    /// <summary>Stretches without a face: first and last second.</summary>
    public required double[][] Gaps { get; init; }

    public required IReadOnlyList<QualityFinding> Quality { get; init; }

    /// <summary>The model that named classes.</summary>
    public ModelPart? Model { get; init; }

    public required EventPart[] Events { get; init; }

    public required BlinkPart[] Blinks { get; init; }

    internal sealed record SourcePart(
        string File,
        int Width,
        int Height,
        double FrameRate,
        int Frames,
        int FramesWithFace,
        string Codec
    );

    internal sealed record SettingsPart(
        double LongestMicro,
        double Tolerance,
        double Shortest,
        double Longest,
        double MicroThreshold,
        double MacroThreshold,
        int CropSize,
        string Flow,
        string? SpotterTrainedOn
    );

    internal sealed record FacePart(
        int Face,
        double First,
        double Last,
        int Frames,
        double Minutes,
        double ExpectedFalseMicroPerMinute
    );

    internal sealed record EventPart(
        int Event,
        int Face,
        string Kind,
        int Onset,
        int Apex,
        int Offset,
        double OnsetSeconds,
        double ApexSeconds,
        double OffsetSeconds,
        string Movement,
        RegionPart[] Regions,
        double Size,
        double Score,
        double Confidence,
        ClassPart? Class
    );

    internal sealed record ClassPart(
        string Verdict,
        IReadOnlyDictionary<string, double> Probabilities,
        IReadOnlyList<string>? Set,
        string? ActionUnits
    );

    internal sealed record ModelPart(
        string Network,
        IReadOnlyList<string> Classes,
        string TrainingData,
        double? Temperature,
        string? CalibratedOn
    );

    internal sealed record RegionPart(string Region, double Right, double Down, double Deviations);

    internal sealed record BlinkPart(int Face, int Onset, int Offset, double OnsetSeconds, double OffsetSeconds);
}
