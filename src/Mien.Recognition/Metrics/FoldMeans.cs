namespace Mien.Recognition.Metrics;

/// <summary>
/// Which accuracies can come out as a mean over folds of nearly equal size: with samples dealt as evenly as can be, folds
/// have a or a + 1 of them, and the mean is (i / a + j / (a + 1)) / folds for whole numbers i and j of right samples.
/// </summary>
/// <remarks>
/// Folds over subjects are of unequal size and have other means: one error in a fold of 37 clips among ten folds gives
/// 1 - 1/370. So a figure that is not among these is no proof of anything.
/// </remarks>
internal static class FoldMeans
{
    /// <summary>The attainable accuracies nearest to a share, from below and from above.</summary>
    public static (double Below, double Above) Around(double share, int samples, int folds)
    {
        var small = samples / folds;
        var larger = samples % folds;
        var (below, above) = (0.0, 1.0);
        for (var i = 0; i <= (folds - larger) * small; i++)
        {
            // For each number of right samples in the smaller folds only two numbers in the larger ones can be nearest.
            var rest = (share * folds) - ((double)i / small);
            foreach (var j in new[] { Math.Floor(rest * (small + 1)), Math.Ceiling(rest * (small + 1)) })
            {
                var inLarger = Math.Clamp(j, 0, larger * (small + 1));
                var mean = (((double)i / small) + (inLarger / (small + 1))) / folds;
                (below, above) = mean <= share ? (Math.Max(below, mean), above) : (below, Math.Min(above, mean));
            }
        }

        return (below, above);
    }
}
