namespace Mien.Reporting.Plots;

/// <summary>One row of an <see cref="IntervalPlot"/>: a figure on the scale from 0 to 1.</summary>
/// <param name="Label">Name of the row.</param>
/// <param name="Detail">Smaller text under the name; may be empty.</param>
/// <param name="Mean">Mean over seeds.</param>
/// <param name="Seeds">Value of each seed.</param>
/// <param name="Ensemble">Value of the averaged scores.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Majority">What always naming the most frequent class scores.</param>
/// <param name="Honest">The same model's score held out by subject; null where this is that score.</param>
/// <param name="Linear">What the linear baseline scores on the same folds; null where it was not computed.</param>
/// <param name="Tone">How it stands out.</param>
internal readonly record struct IntervalRow(
    string Label,
    string Detail,
    double Mean,
    IReadOnlyList<double> Seeds,
    double Ensemble,
    double Low,
    double High,
    double Majority,
    double? Honest = null,
    double? Linear = null,
    RowTone Tone = RowTone.Plain
);
