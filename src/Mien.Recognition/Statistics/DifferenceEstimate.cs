namespace Mien.Recognition.Statistics;

/// <summary>How sure the difference between two runs is.</summary>
/// <param name="StandardError">Standard deviation of the difference over resampled subjects.</param>
/// <param name="Interval">Bootstrap interval of the difference, second run minus first.</param>
public readonly record struct DifferenceEstimate(double StandardError, Interval Interval);
