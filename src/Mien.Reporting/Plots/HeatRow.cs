namespace Mien.Reporting.Plots;

/// <summary>One row of a <see cref="HeatPlot"/>.</summary>
/// <param name="Label">Name of the row.</param>
/// <param name="Shares">A share from 0 to 1 for each column; null where there is none.</param>
internal readonly record struct HeatRow(string Label, IReadOnlyList<double?> Shares);
