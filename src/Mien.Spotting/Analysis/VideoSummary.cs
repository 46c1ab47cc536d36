using Mien.Spotting.Events;

namespace Mien.Spotting.Analysis;

/// <summary>What came of one of many videos.</summary>
/// <param name="Name">The video's file name.</param>
/// <param name="Folder">The folder of its analysis, within that of all.</param>
/// <param name="Result">Its analysis; null when there is none.</param>
/// <param name="Fault">What was wrong with it, a sentence; null when nothing was.</param>
public sealed record VideoSummary(string Name, string Folder, AnalysisResult? Result, string? Fault)
{
    /// <summary>Events of a kind.</summary>
    public int Count(EventKind kind) => Result?.Events.Count(analysed => analysed.Event.Kind == kind) ?? 0;
}
