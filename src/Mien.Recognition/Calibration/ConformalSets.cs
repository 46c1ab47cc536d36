namespace Mien.Recognition.Calibration;

/// <summary>
/// Split conformal prediction within classes (Vovk, Conditional Validity of Inductive Conformal Predictors, ACML 2012;
/// the score 1 - p of the true class, Sadinle, Lei and Wasserman 2019).
/// </summary>
internal static class ConformalSets
{
    /// <summary>For each class the probability from which it belongs to a prediction set.</summary>
    /// <param name="calibrated">Rows of probabilities.</param>
    /// <param name="labels">True classes.</param>
    /// <param name="level">The share of errors allowed.</param>
    public static double[] Thresholds(IReadOnlyList<double[]> calibrated, IReadOnlyList<int> labels, double level)
    {
        var thresholds = new double[calibrated[0].Length];
        for (var c = 0; c < thresholds.Length; c++)
        {
            var own = Enumerable.Range(0, labels.Count).Where(i => labels[i] == c).Select(i => calibrated[i][c]);
            thresholds[c] = Threshold([.. own.Order()], level);
        }

        return thresholds;
    }

    /// <summary>
    /// The floor((n + 1) level)-th smallest probability: a further clip of the class lies below it with probability of at
    /// most the level. With too few clips to promise that, 0: the class is in every set.
    /// </summary>
    private static double Threshold(double[] ascending, double level)
    {
        var rank = (int)Math.Floor(((ascending.Length + 1) * level) + 1e-9);
        return rank < 1 ? 0 : ascending[rank - 1];
    }
}
