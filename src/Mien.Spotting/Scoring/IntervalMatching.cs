namespace Mien.Spotting.Scoring;

/// <summary>
/// Pairs true and predicted intervals of one video one to one: as many pairs as possible whose overlap reaches the
/// threshold. The number of pairs does not depend on the order of the rows, as it does where every prediction takes the
/// first free truth (Kuhn's augmenting paths, nearer pairs tried first).
/// </summary>
public static class IntervalMatching
{
    /// <summary>Pairs intervals.</summary>
    /// <param name="truth">True intervals of a video.</param>
    /// <param name="predicted">Predicted intervals of the same video.</param>
    /// <param name="threshold">Least overlap of a pair, above 0.</param>
    public static IReadOnlyList<MatchedPair> Match(
        IReadOnlyList<ScoredInterval> truth,
        IReadOnlyList<ScoredInterval> predicted,
        double threshold
    )
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predicted);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threshold);
        var near = predicted.Select(prediction => Near(prediction, truth, threshold)).ToArray();
        var taker = new int[truth.Count];
        Array.Fill(taker, -1);
        // Predictions with the best overlap first; ties by place, so that the order of the rows does not matter.
        var order = Enumerable
            .Range(0, predicted.Count)
            .Where(p => near[p].Length > 0)
            .OrderByDescending(p => predicted[p].Overlap(truth[near[p][0]]))
            .ThenBy(p => predicted[p].Onset)
            .ThenBy(p => predicted[p].Offset);
        foreach (var p in order)
        {
            Take(p, near, taker, new bool[truth.Count]);
        }

        return
        [
            .. Enumerable
                .Range(0, truth.Count)
                .Where(t => taker[t] >= 0)
                .Select(t => new MatchedPair(truth[t], predicted[taker[t]])),
        ];
    }

    /// <summary>The truths that a prediction may be paired with, nearest first.</summary>
    private static int[] Near(ScoredInterval prediction, IReadOnlyList<ScoredInterval> truth, double threshold) =>
        [
            .. Enumerable
                .Range(0, truth.Count)
                .Where(t => truth[t].Overlap(prediction) >= threshold)
                .OrderByDescending(t => truth[t].Overlap(prediction))
                .ThenBy(t => truth[t].Onset),
        ];

    /// <summary>Finds a truth for a prediction, moving earlier predictions to other truths where that helps.</summary>
    private static bool Take(int prediction, int[][] near, int[] taker, bool[] tried)
    {
        foreach (var t in near[prediction])
        {
            if (tried[t])
            {
                continue;
            }

            tried[t] = true;
            if (taker[t] < 0 || Take(taker[t], near, taker, tried))
            {
                taker[t] = prediction;
                return true;
            }
        }

        return false;
    }
}
