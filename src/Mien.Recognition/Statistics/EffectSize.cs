namespace Mien.Recognition.Statistics;

/// <summary>How large a difference is, apart from how sure it is.</summary>
public static class EffectSize
{
    /// <summary>
    /// Cohen's d_z of paired differences, one a subject: mean over sample standard deviation (Cohen 1988). About .2 is
    /// small, .5 middling, .8 large; 0 where all differences are zero, infinite where all are equal and not zero.
    /// </summary>
    public static double Dz(ReadOnlySpan<double> differences)
    {
        var spread = Spread.Of(differences);
        return spread.Mean == 0 ? 0 : spread.Mean / spread.Sd;
    }

    /// <summary>
    /// Cohen's g of McNemar's counts: by how much the second's share of the one-sided samples exceeds one half, -.5 to .5;
    /// .05 is small, .15 middling, .25 large.
    /// </summary>
    public static double G(int onlyFirst, int onlySecond) =>
        onlyFirst + onlySecond == 0 ? 0 : ((double)onlySecond / (onlyFirst + onlySecond)) - 0.5;
}
