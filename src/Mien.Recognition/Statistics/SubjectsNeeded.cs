namespace Mien.Recognition.Statistics;

/// <summary>
/// How many subjects it would take to tell two runs apart, were the true difference the one seen. The standard error of
/// a figure shrinks with the root of the number of subjects, so n' = n ((z_(1-a/2) + z_power) SE / difference)^2.
/// </summary>
public static class SubjectsNeeded
{
    /// <summary>With fewer, no exchange of whole subjects is as rare as one in twenty: 2/2^5 is .0625.</summary>
    private const int Fewest = 6;

    /// <summary>The number of subjects, rounded up; null where no number can be told (no difference, or beyond two thousand million); never below six, where no permutation test finds anything.</summary>
    /// <param name="difference">Difference of the figure between the runs.</param>
    /// <param name="standardError">Its standard error over <paramref name="subjects"/> subjects (bootstrap).</param>
    /// <param name="subjects">Number of subjects seen.</param>
    /// <param name="alpha">Two-sided level of the test.</param>
    /// <param name="power">Chance that the test finds the difference.</param>
    public static int? Of(
        double difference,
        double standardError,
        int subjects,
        double alpha = 0.05,
        double power = 0.8
    )
    {
        var z = NormalDistribution.Quantile(1 - (alpha / 2)) + NormalDistribution.Quantile(power);
        var needed = Math.Ceiling(subjects * Math.Pow(z * standardError / difference, 2));
        return needed is > 0 and < int.MaxValue ? Math.Max(Fewest, (int)needed) : null;
    }
}
