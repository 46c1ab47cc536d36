namespace Mien.Recognition.Runs;

/// <summary>One held-out sample with what every seed said of it.</summary>
/// <param name="Key">Which sample.</param>
/// <param name="Fold">The fold in which the first seed held it out.</param>
/// <param name="Truth">Index of the true class.</param>
/// <param name="PerSeed">Index of the named class of each seed, seeds ascending.</param>
/// <param name="Ensemble">Index of the class with the highest score averaged over seeds; the lowest index of equals.</param>
/// <param name="MeanScores">Scores averaged over seeds, one a class.</param>
public sealed record SampleOutcome(
    SampleKey Key,
    int Fold,
    int Truth,
    int[] PerSeed,
    int Ensemble,
    double[] MeanScores
);
