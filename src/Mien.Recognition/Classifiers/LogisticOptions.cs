namespace Mien.Recognition.Classifiers;

/// <summary>Settings of a multinomial logistic regression, with the meaning they have in scikit-learn's <c>LogisticRegression</c>.</summary>
public sealed record LogisticOptions
{
    /// <summary>Weight of the samples' loss against half the squared length of the weights; above 0. Offsets are free.</summary>
    public double C { get; init; } = 1;

    /// <summary>Whether a sample of a class weighs samples / (classes x samples of the class), as scikit-learn's <c>balanced</c>.</summary>
    public bool Balanced { get; init; } = true;

    /// <summary>Largest slope that is left at the end.</summary>
    public double Tolerance { get; init; } = 1e-6;
}
