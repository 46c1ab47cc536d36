using Mien.Recognition.Metrics;

namespace Mien.Recognition.Statistics;

/// <summary>One subject's confusion matrices under two runs over the same clips.</summary>
/// <param name="Dataset">The subject's dataset, within which it is resampled.</param>
/// <param name="First">Under the first run.</param>
/// <param name="Second">Under the second run.</param>
public readonly record struct SubjectPair(string Dataset, ConfusionMatrix First, ConfusionMatrix Second);
