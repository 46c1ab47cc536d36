namespace Mien.Reporting.Plots;

/// <summary>One subject of a <see cref="SubjectPlot"/>.</summary>
/// <param name="Subject">Subject's id.</param>
/// <param name="Clips">Number of clips.</param>
/// <param name="Right">Clips named rightly.</param>
internal readonly record struct SubjectBar(string Subject, int Clips, int Right);
