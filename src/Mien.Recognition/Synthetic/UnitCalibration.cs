using Mien.Data.Synthetic;

namespace Mien.Recognition.Synthetic;

/// <summary>
/// From which probability an action unit counts as shown. A rare unit seldom reaches .5, so each unit has a threshold of
/// its own: the one with the best F1 on fresh made-up maps, the two sides of a unit sharing it.
/// </summary>
internal static class UnitCalibration
{
    /// <summary>The thresholds, order of <see cref="ActionUnitSides"/>.</summary>
    /// <param name="scores">Probabilities, a row a map.</param>
    /// <param name="targets">1 for shown, 0 for not, parallel to the scores.</param>
    public static float[] Thresholds(IReadOnlyList<float[]> scores, IReadOnlyList<float[]> targets)
    {
        var thresholds = new float[ActionUnitSides.Count];
        for (var unit = 0; unit < ActionUnitSides.Units.Count; unit++)
        {
            var pairs = Enumerable
                .Range(0, scores.Count)
                .SelectMany(row =>
                    Enumerable.Range(2 * unit, 2).Select(side => (scores[row][side], targets[row][side] > 0))
                );
            thresholds[2 * unit] = thresholds[(2 * unit) + 1] = Best(pairs);
        }

        return thresholds;
    }

    /// <summary>The threshold of the best F1, halfway to the next lower score; 1 when nothing is ever shown.</summary>
    private static float Best(IEnumerable<(float Score, bool Shown)> pairs)
    {
        var sorted = pairs.OrderByDescending(pair => pair.Score).ToArray();
        var positives = sorted.Count(pair => pair.Shown);
        var (best, bestF1, hits) = (1f, 0.0, 0);
        for (var i = 0; i < sorted.Length; i++)
        {
            hits += sorted[i].Shown ? 1 : 0;
            var next = i + 1 < sorted.Length ? sorted[i + 1].Score : 0;
            var f1 = 2.0 * hits / (i + 1 + positives);
            if (next < sorted[i].Score && f1 > bestF1)
            {
                (best, bestF1) = ((sorted[i].Score + next) / 2, f1);
            }
        }

        return best;
    }
}
