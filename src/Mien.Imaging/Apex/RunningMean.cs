namespace Mien.Imaging.Apex;

/// <summary>Means over neighbours; fewer of them at the ends.</summary>
internal static class RunningMean
{
    public static double[] Of(IReadOnlyList<double> values, int radius)
    {
        var smooth = new double[values.Count];
        for (var t = 0; t < smooth.Length; t++)
        {
            var (first, last) = (Math.Max(0, t - radius), Math.Min(smooth.Length - 1, t + radius));
            for (var i = first; i <= last; i++)
            {
                smooth[t] += values[i] / (last - first + 1);
            }
        }

        return smooth;
    }
}
