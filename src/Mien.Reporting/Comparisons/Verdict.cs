using Mien.Reporting.Pages;

namespace Mien.Reporting.Comparisons;

/// <summary>What a comparison says, in sentences: who leads, by how much, and whether that could be chance.</summary>
public static class Verdict
{
    private const double Level = 0.05;

    /// <summary>
    /// One sentence on the whole, one on those that the reference can be told apart from and one on those that it cannot,
    /// and one on each run that is leaky or could not be paired. A leaky run and an honest one are never ranked against
    /// each other.
    /// </summary>
    public static IReadOnlyList<string> Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var reference = comparison.Reference;
        var rivals = comparison.Runs.Skip(1).ToLookup(run => run.Leaky == reference.Leaky);
        return
        [
            .. rivals[true].Any() ? [Rank(reference, [.. rivals[true]])] : Array.Empty<string>(),
            .. Sure(reference, [.. rivals[true].Where(run => run.AdjustedP < Level)]),
            .. Unsure(
                reference,
                [.. rivals[true].Where(run => run.AdjustedP >= Level).OrderByDescending(run => run.Mean)]
            ),
            .. OtherSeeds(comparison),
            .. NoBetterThanBlind(comparison),
            .. Choices([.. comparison.Runs.Where(run => run.Folder.Run.ChoosesOnTest)]),
            .. rivals[false].Where(run => !run.Folder.Run.ChoosesOnTest).Select(run => Gap(reference, run)),
            .. comparison
                .Runs.Where(run => run.Unpaired is not null)
                .Select(run => $"{run.Name} stands beside {reference.Name} untested: {run.Unpaired}"),
        ];
    }

    private static string Rank(ComparedRun reference, ComparedRun[] rivals)
    {
        var ahead = rivals.Where(run => run.Mean > reference.Mean).OrderByDescending(run => run.Mean).ToArray();
        if (ahead.Length > 0)
        {
            return $"{reference.Name} does not lead: its mean UF1 of {Number.Share(reference.Mean)} is below that of {string.Join(", ", ahead.Select(Scored))}.";
        }

        var next = rivals.MaxBy(run => run.Mean)!;
        return next.Mean == reference.Mean
                ? $"{reference.Name} does not lead: it shares its mean UF1 of {Number.Share(reference.Mean)} with {Names([.. rivals.Where(run => run.Mean == next.Mean)])}."
            : rivals.Length == 1
                ? $"{reference.Name} leads {next.Name} in mean UF1 ({Number.Share(reference.Mean)} against {Number.Share(next.Mean)})."
            : $"{reference.Name} leads all {rivals.Length} others in mean UF1 ({Number.Share(reference.Mean)}; next is {Scored(next)}).";
    }

    private static IEnumerable<string> Sure(ComparedRun reference, ComparedRun[] runs)
    {
        foreach (var group in runs.GroupBy(run => run.Pair!.Permutation.Difference > 0).OrderBy(group => group.Key))
        {
            yield return $"{(group.Key ? "Better" : "Worse")} than {reference.Name} beyond chance (adjusted p below {Level}): {Names([.. group])}.";
        }
    }

    private static IEnumerable<string> Unsure(ComparedRun reference, ComparedRun[] runs)
    {
        if (runs.Length == 0)
        {
            yield break;
        }

        var closest = runs.MinBy(run => run.Pair!.SubjectsNeeded ?? int.MaxValue)!;
        // Fewer than there are: the pair alone would be told apart, were there not so many others to adjust for.
        var needed =
            closest.Pair!.SubjectsNeeded is { } subjects && subjects > closest.Pair.Subjects
                ? $" Telling {closest.Name} and {reference.Name} apart would take about {Number.Count(subjects, "subject")} like these {closest.Pair.Subjects}{(runs.Length > 1 ? ", the others more" : "")}."
                : "";
        yield return $"Cannot be told apart from {reference.Name} by UF1: {Join([.. runs.Select(Doubt)])}.{needed}";
    }

    private static string Doubt(ComparedRun run) =>
        $"{run.Name} ({Number.Difference(run.Pair!.Permutation.Difference)}, adjusted p {Number.P(run.AdjustedP!.Value)})";

    /// <summary>Which runs were tested over fewer seeds than their rows show, or over none in common.</summary>
    internal static IEnumerable<string> OtherSeeds(Comparison comparison)
    {
        var reference = comparison.Reference;
        var others = comparison
            .Runs.Where(run =>
                run.Pair is { } pair
                && (pair.CommonSeeds.Count == 0 || !run.Outcome.Seeds.SequenceEqual(reference.Outcome.Seeds))
            )
            .ToLookup(run => run.Pair!.CommonSeeds.Count > 0);
        if (others.Count == 0)
        {
            yield break;
        }

        var shared = others[true].Any()
            ? $" Tested over the seeds that both have, while each row shows all of its own: {Join([.. others[true].Select(Seeded)])}."
            : "";
        var apart = others[false].Any()
            ? $" Tested over all seeds of each, since none is common: {Join([.. others[false].Select(Seeded)])}."
            : "";
        yield return $"Not all runs have the seeds of {reference.Name} ({reference.SeedList}).{shared}{apart}";
    }

    private static string Seeded(ComparedRun run) => $"{run.Name} ({run.SeedList})";

    private static IEnumerable<string> NoBetterThanBlind(Comparison comparison)
    {
        var blind = comparison
            .Runs.Where(run =>
                !run.Leaky && run.Folder.Metrics.Full.Uf1.Interval[0] <= run.Folder.Metrics.Full.MajorityBaseline.Uf1
            )
            .ToArray();
        if (blind.Length > 0)
        {
            yield return $"Not above always naming the commonest class, within the interval: {Names(blind)}.";
        }
    }

    /// <summary>What choosing the epoch on the test subject is worth, over all runs that do so.</summary>
    private static IEnumerable<string> Choices(ComparedRun[] runs)
    {
        var gaps = runs.Where(run => run.Folder.Run.SubjectIndependent is not null)
            .Select(run => run.Mean - run.Folder.Run.SubjectIndependent!.Uf1)
            .Order()
            .ToArray();
        if (gaps.Length > 0)
        {
            var width =
                gaps.Length == 1
                    ? Number.Difference(gaps[0])
                    : $"{Number.Difference(gaps[0])} to {Number.Difference(gaps[^1])}";
            yield return $"Choosing the epoch on each test subject, as published scripts do, lifts UF1 by {width} without anything being recognised better: {Number.Count(runs.Length, "run")} so marked (leaky) stand apart and are not ranked.";
        }
    }

    private static string Gap(ComparedRun reference, ComparedRun run)
    {
        var (leaky, honest) = run.Leaky ? (run, reference) : (reference, run);
        return $"{leaky.Name} is not ranked: its UF1 of {Number.Share(leaky.Mean)} is {Number.Difference(leaky.Mean - honest.Mean)} from that of {honest.Name}, and the split, not the network, makes such a gap.";
    }

    private static string Scored(ComparedRun run) => $"{run.Name} ({Number.Share(run.Mean)})";

    private static string Names(ComparedRun[] runs) => Join([.. runs.Select(run => run.Name)]);

    private static string Join(string[] parts) =>
        parts.Length == 1 ? parts[0] : $"{string.Join(", ", parts[..^1])} and {parts[^1]}";
}
