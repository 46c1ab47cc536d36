namespace Mien.Reporting.Plots;

/// <summary>One row of a <see cref="GapPlot"/>.</summary>
/// <param name="Label">Name of the row.</param>
/// <param name="Honest">The honest score; null where there is none.</param>
/// <param name="Leaky">The leaky score of the same model.</param>
internal readonly record struct GapRow(string Label, double? Honest, double Leaky);
