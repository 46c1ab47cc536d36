using Mien.Data.Prepared;
using Mien.Foundation;

namespace Mien.Recognition.Protocols;

/// <summary>Deals whole subjects to parts so that parts have about as many clips of each class.</summary>
internal static class SubjectDeal
{
    /// <summary>The places of a subject's clips in the set.</summary>
    public static IEnumerable<int> ClipsOf(PreparedSet set, SubjectKey person) =>
        Enumerable.Range(0, set.Clips.Count).Where(clip => set.Clips[clip].Person == person);

    /// <summary>
    /// Deals the subjects of the given clips: in random order, the largest first, each to the part whose class counts stay
    /// nearest to even. Each part gets at least one subject.
    /// </summary>
    /// <param name="set">The set.</param>
    /// <param name="clips">The clips whose subjects are dealt.</param>
    /// <param name="parts">Number of parts, at most the number of subjects.</param>
    /// <param name="random">Breaks ties and orders subjects of equal size.</param>
    /// <returns>For each part its clips, ascending.</returns>
    public static IReadOnlyList<int[]> Deal(PreparedSet set, IEnumerable<int> clips, int parts, RandomStream random)
    {
        var subjects = clips.GroupBy(clip => set.Clips[clip].Person).OrderBy(group => group.Key).ToArray();
        random.Shuffle<IGrouping<SubjectKey, int>>(subjects);
        var counts = new int[parts, set.Classes.Count];
        var members = Enumerable.Range(0, parts).Select(_ => new List<int>()).ToArray();
        foreach (var subject in subjects.OrderByDescending(group => group.Count()))
        {
            var part = BestPart(set, subject, counts, members);
            members[part].AddRange(subject);
            foreach (var clip in subject)
            {
                counts[part, set.Labels[clip]]++;
            }
        }

        return [.. members.Select(part => part.Order().ToArray())];
    }

    /// <summary>The part where the subject adds least to the sum of squared class counts; an empty part comes first.</summary>
    private static int BestPart(PreparedSet set, IEnumerable<int> subject, int[,] counts, List<int>[] members)
    {
        var added = new int[counts.GetLength(1)];
        foreach (var clip in subject)
        {
            added[set.Labels[clip]]++;
        }

        var (best, bestCost) = (0, double.PositiveInfinity);
        for (var part = 0; part < members.Length; part++)
        {
            var cost = members[part].Count == 0 ? -1.0 : Cost(counts, part, added);
            if (cost < bestCost)
            {
                (best, bestCost) = (part, cost);
            }
        }

        return best;
    }

    private static double Cost(int[,] counts, int part, int[] added)
    {
        var cost = 0.0;
        for (var c = 0; c < added.Length; c++)
        {
            var all = 1.0;
            for (var other = 0; other < counts.GetLength(0); other++)
            {
                all += counts[other, c];
            }

            // Rare classes weigh as much as common ones: growth is measured in shares of the class.
            double before = counts[part, c] / all;
            var after = (counts[part, c] + added[c]) / all;
            cost += (after * after) - (before * before);
        }

        return cost;
    }
}
