namespace Mien.Reporting.Plots;

/// <summary>One row of a <see cref="DifferencePlot"/>.</summary>
/// <param name="Label">Name of the row.</param>
/// <param name="Difference">The difference, reference subtracted.</param>
/// <param name="Low">Lower end of its interval.</param>
/// <param name="High">Upper end of its interval.</param>
/// <param name="P">The adjusted p-value.</param>
internal readonly record struct DifferenceRow(string Label, double Difference, double Low, double High, double P);
