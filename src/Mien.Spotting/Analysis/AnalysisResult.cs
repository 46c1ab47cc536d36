using Mien.Faces.Quality;
using Mien.Faces.Tracking;
using Mien.Imaging.Media;
using Mien.Recognition.Models;
using Mien.Spotting.Events;

namespace Mien.Spotting.Analysis;

/// <summary>What is known of a video, while it is being read and at its end.</summary>
public sealed record AnalysisResult
{
    /// <summary>What the source says of itself.</summary>
    public required MediaInfo Info { get; init; }

    /// <summary>How it was analysed.</summary>
    public required AnalysisOptions Options { get; init; }

    /// <summary>Up to when, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether the source was read to its end.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>What was wrong with the source, a sentence; null when nothing was.</summary>
    public string? Fault { get; init; }

    /// <summary>Which faces were there when.</summary>
    public required FaceTimeline Timeline { get; init; }

    /// <summary>What is known of each face, by number.</summary>
    public required IReadOnlyCollection<FaceSummary> Faces { get; init; }

    /// <summary>What the recording is good for, by the worst of its parts; empty until it is judged.</summary>
    public required IReadOnlyList<QualityFinding> Quality { get; init; }

    /// <summary>Parts of the recording that were judged.</summary>
    public int QualityParts { get; init; } = 1;

    /// <summary>The model that named classes; null without one.</summary>
    public ModelDescription? Model { get; init; }

    /// <summary>Share of events whose prediction set may lack the true class.</summary>
    public double ErrorLevel { get; init; }

    /// <summary>Expressions, in the order of time.</summary>
    public required IReadOnlyList<AnalysedEvent> Events { get; init; }

    /// <summary>Blinks, in the order of time.</summary>
    public required IReadOnlyList<FaceBlink> Blinks { get; init; }
}
