namespace Mien.Recognition.Statistics;

/// <summary>Tail and quantile of the standard normal distribution, in double precision.</summary>
public static class NormalDistribution
{
    /// <summary>P(Z &gt; z); keeps its relative precision far out in the tail.</summary>
    public static double Upper(double z) => 0.5 * Erfc(z / Math.Sqrt(2));

    /// <summary>The z with P(Z &lt;= z) = <paramref name="share"/>, found by bisection of <see cref="Upper"/>.</summary>
    /// <param name="share">A probability in (0, 1).</param>
    public static double Quantile(double share)
    {
        if (share is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "a probability between 0 and 1 was expected");
        }

        var (low, high) = (-40.0, 40.0);
        for (var i = 0; i < 80; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Upper(-middle) < share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>1 - erf(x) (Abramowitz and Stegun 1964, 7.1.6 near zero and 7.1.14 beyond).</summary>
    internal static double Erfc(double x)
    {
        if (x < 0)
        {
            return 2 - Erfc(-x);
        }

        return x < 2.5 ? 1 - ErfBySeries(x) : ErfcByFraction(x);
    }

    /// <summary>erf(x) = 2/sqrt(pi) exp(-x^2) sum_n 2^n x^(2n+1) / (1 3 5 ... (2n+1)).</summary>
    private static double ErfBySeries(double x)
    {
        var term = x;
        var sum = x;
        for (var n = 1; term > sum * 1e-17; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>sqrt(pi) exp(x^2) erfc(x) = 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + ...)))), evaluated from its 80th level.</summary>
    private static double ErfcByFraction(double x)
    {
        var below = x;
        for (var level = 80; level >= 1; level--)
        {
            below = x + (level / 2.0 / below);
        }

        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * below);
    }
}
