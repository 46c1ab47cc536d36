namespace Mien.Recognition.Statistics;

/// <summary>
/// McNemar's test (1947) of two classifiers on the same samples: of the samples that only one of them names rightly, is
/// the split between them a fair coin's? It takes samples as independent, which clips of one subject are not, so its
/// p-value is a companion to <see cref="PairedPermutation"/>, not a substitute.
/// </summary>
/// <param name="OnlyFirst">Samples that only the first names rightly.</param>
/// <param name="OnlySecond">Samples that only the second names rightly.</param>
/// <param name="ExactP">Two-sided binomial p-value.</param>
/// <param name="Statistic">(|b - c| - 1)^2 / (b + c), with Edwards' correction (1948); 0 where b = c.</param>
/// <param name="CorrectedP">P-value of the statistic, chi-square with one degree of freedom.</param>
public readonly record struct McNemar(int OnlyFirst, int OnlySecond, double ExactP, double Statistic, double CorrectedP)
{
    /// <summary>Tests two counts.</summary>
    public static McNemar Of(int onlyFirst, int onlySecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyFirst);
        ArgumentOutOfRangeException.ThrowIfNegative(onlySecond);
        var unequal = onlyFirst + onlySecond;
        var excess = Math.Max(0, Math.Abs(onlyFirst - onlySecond) - 1);
        var statistic = unequal == 0 ? 0 : (double)excess * excess / unequal;
        return new McNemar(
            onlyFirst,
            onlySecond,
            Math.Min(1, 2 * LowerTailOfCoin(Math.Min(onlyFirst, onlySecond), unequal)),
            statistic,
            2 * NormalDistribution.Upper(Math.Sqrt(statistic))
        );
    }

    /// <summary>P(at most <paramref name="heads"/> of <paramref name="tosses"/>) of a fair coin, summed from logarithms.</summary>
    private static double LowerTailOfCoin(int heads, int tosses)
    {
        var logTerm = -tosses * Math.Log(2);
        var sum = Math.Exp(logTerm);
        for (var k = 1; k <= heads; k++)
        {
            logTerm += Math.Log((double)(tosses - k + 1) / k);
            sum += Math.Exp(logTerm);
        }

        return sum;
    }
}
