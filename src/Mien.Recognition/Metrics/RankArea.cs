namespace Mien.Recognition.Metrics;

/// <summary>
/// The area under the receiver operating characteristic: the probability that a positive scores above a negative, ties
/// counted half (Mann and Whitney's U over the number of pairs).
/// </summary>
public static class RankArea
{
    /// <summary>The area, 0 to 1; NaN when there are no positives or no negatives.</summary>
    public static double Of(IReadOnlyList<(double Score, bool Positive)> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var positives = (double)items.Count(item => item.Positive);
        var negatives = items.Count - positives;
        var (wins, below) = (0.0, 0.0);
        foreach (var group in items.GroupBy(item => item.Score).OrderBy(group => group.Key))
        {
            var shown = group.Count(item => item.Positive);
            var hidden = group.Count() - shown;
            wins += shown * (below + (hidden / 2.0));
            below += hidden;
        }

        return wins / (positives * negatives);
    }
}
