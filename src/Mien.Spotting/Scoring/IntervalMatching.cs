namespace Mien.Spotting.Scoring;

/// <summary>
/// Pairs true and predicted intervals of one video one to one: as many pairs as possible whose overlap reaches the
/// threshold. The number of pairs does not depend on the order of the rows, as it does where every prediction takes the
/// first free truth (augmenting paths, nearer pairs tried first).
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
        var near = Near(truth, predicted, threshold);
        var taker = new int[truth.Count];
        Array.Fill(taker, -1);
        // Predictions with the best overlap first; ties by place, so that the order of the rows does not matter.
        var order = Enumerable
            .Range(0, predicted.Count)
            .Where(p => near[p].Length > 0)
            .OrderByDescending(p => predicted[p].Overlap(truth[near[p][0]]))
            .ThenBy(p => predicted[p].Onset)
            .ThenBy(p => predicted[p].Offset);
        var search = new Search(near, taker);
        foreach (var p in order)
        {
            search.Place(p);
        }

        return
        [
            .. Enumerable
                .Range(0, truth.Count)
                .Where(t => taker[t] >= 0)
                .Select(t => new MatchedPair(truth[t], predicted[taker[t]])),
        ];
    }

    /// <summary>For each prediction the truths that it may be paired with, nearest first.</summary>
    private static int[][] Near(
        IReadOnlyList<ScoredInterval> truth,
        IReadOnlyList<ScoredInterval> predicted,
        double threshold
    )
    {
        int[] order = [.. Enumerable.Range(0, truth.Count).OrderBy(t => truth[t].Onset)];
        int[] onsets = [.. order.Select(t => truth[t].Onset)];
        return [.. predicted.Select(Of)];

        int[] Of(ScoredInterval prediction)
        {
            // A truth that begins earlier than this is longer than the union may be.
            var earliest = prediction.Onset - (long)Math.Ceiling(prediction.Frames / threshold);
            var first = Array.BinarySearch(onsets, (int)Math.Max(int.MinValue, earliest));
            first = first < 0 ? ~first : first;
            // Equal onsets may lie before the one that was found.
            while (first > 0 && onsets[first - 1] >= earliest)
            {
                first--;
            }

            return
            [
                .. order
                    .Skip(first)
                    .TakeWhile(t => truth[t].Onset <= prediction.Offset)
                    .Where(t => truth[t].Overlap(prediction) >= threshold)
                    .OrderByDescending(t => truth[t].Overlap(prediction))
                    .ThenBy(t => truth[t].Onset)
                    .ThenBy(t => truth[t].Offset),
            ];
        }
    }

    /// <summary>
    /// Finds a truth for one prediction after the other, moving earlier ones to other truths where that makes room:
    /// breadth first, so that as few as possible are moved, and without recursion.
    /// </summary>
    private sealed class Search(int[][] near, int[] taker)
    {
        private readonly int[] _from = new int[taker.Length];
        private readonly int[] _round = new int[taker.Length];
        private readonly Dictionary<int, int> _has = [];
        private readonly Queue<int> _open = new();
        private int _now;

        public void Place(int prediction)
        {
            _now++;
            _open.Clear();
            _open.Enqueue(prediction);
            while (_open.TryDequeue(out var p))
            {
                foreach (var t in near[p])
                {
                    if (_round[t] == _now)
                    {
                        continue;
                    }

                    (_round[t], _from[t]) = (_now, p);
                    if (taker[t] < 0)
                    {
                        Give(t, prediction);
                        return;
                    }

                    _open.Enqueue(taker[t]);
                }
            }
        }

        /// <summary>Gives a free truth to who asked for it, what that one had to who asked for that, and so on.</summary>
        private void Give(int free, int prediction)
        {
            for (var t = free; ; )
            {
                var p = _from[t];
                var had = _has.GetValueOrDefault(p, -1);
                (taker[t], _has[p]) = (p, t);
                if (p == prediction)
                {
                    return;
                }

                t = had;
            }
        }
    }
}
