using Mien.Recognition.Metrics;

namespace Mien.Recognition.Statistics;

/// <summary>One subject's confusion matrices, one a seed: all that an interval over subjects needs to know of a run.</summary>
/// <param name="Dataset">The subject's dataset, within which it is resampled.</param>
/// <param name="PerSeed">Its matrix under each seed; every subject has the same number of seeds.</param>
public readonly record struct SubjectCounts(string Dataset, IReadOnlyList<ConfusionMatrix> PerSeed);
