namespace Mien.Spotting.Analysis;

/// <summary>What came of one of many videos.</summary>
/// <param name="Name">The video's file name.</param>
/// <param name="Folder">The folder of its analysis, within that of all.</param>
/// <param name="Figures">What its analysis counted; null when there is none.</param>
/// <param name="Fault">What was wrong with it, a sentence; null when nothing was.</param>
public sealed record VideoSummary(string Name, string Folder, VideoFigures? Figures, string? Fault);
