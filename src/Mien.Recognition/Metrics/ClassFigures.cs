namespace Mien.Recognition.Metrics;

/// <summary>The figures of one class; a ratio without a denominator is 0.</summary>
/// <param name="Truths">Samples whose truth is the class.</param>
/// <param name="Predictions">Samples that were called the class.</param>
/// <param name="Precision">Share of the predictions that are right, 0 to 1.</param>
/// <param name="Recall">Share of the truths that were found, 0 to 1.</param>
/// <param name="F1">2 TP / (2 TP + FP + FN), 0 to 1.</param>
public readonly record struct ClassFigures(
    double Truths,
    double Predictions,
    double Precision,
    double Recall,
    double F1
);
