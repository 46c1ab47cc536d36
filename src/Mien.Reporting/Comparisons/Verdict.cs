using Mien.Reporting.Pages;

namespace Mien.Reporting.Comparisons;

/// <summary>What a comparison says, in sentences: who leads, by how much, and whether that could be chance.</summary>
public static class Verdict
{
    /// <summary>
    /// One sentence on the whole, one on each run that the reference cannot be told apart from, and one on each that is
    /// leaky or could not be paired. A leaky run and an honest one are never ranked against each other.
    /// </summary>
    public static IReadOnlyList<string> Of(Comparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var reference = comparison.Reference;
        var rivals = comparison.Runs.Skip(1).ToLookup(run => run.Folder.Run.Leaky == reference.Folder.Run.Leaky);
        return
        [
            .. rivals[true].Any() ? [Rank(reference, [.. rivals[true]])] : Array.Empty<string>(),
            .. rivals[true].Where(run => run.AdjustedP >= 0.05).Select(run => Doubt(reference, run)),
            .. rivals[false].Select(run => Gap(reference, run)),
            .. comparison
                .Runs.Where(run => run.Unpaired is not null)
                .Select(run => $"{run.Name} stands beside {reference.Name} untested: {run.Unpaired}"),
        ];
    }

    private static string Rank(ComparedRun reference, ComparedRun[] rivals)
    {
        var ahead = rivals.Where(run => MeanOf(run) > MeanOf(reference)).ToArray();
        return ahead.Length == 0
            ? $"{reference.Name} leads {(rivals.Length == 1 ? rivals[0].Name : $"all {rivals.Length} others")} in mean UF1 ({Number.Share(MeanOf(reference))})."
            : $"{reference.Name} does not lead: its mean UF1 of {Number.Share(MeanOf(reference))} is below that of {string.Join(", ", ahead.Select(run => $"{run.Name} ({Number.Share(MeanOf(run))})"))}.";
    }

    private static string Doubt(ComparedRun reference, ComparedRun run)
    {
        var needed = run.Pair!.SubjectsNeeded is { } subjects
            ? $"; telling them apart would take about {Number.Count(subjects, "subject")} like these {run.Pair.Subjects}"
            : "";
        return $"{run.Name} and {reference.Name} cannot be told apart by UF1 (difference {Number.Difference(run.Pair.Permutation.Difference)}, "
            + $"adjusted p {Number.P(run.AdjustedP!.Value)}){needed}.";
    }

    private static string Gap(ComparedRun reference, ComparedRun run)
    {
        var (leaky, honest) = run.Folder.Run.Leaky ? (run, reference) : (reference, run);
        return $"{leaky.Name} is not ranked: its UF1 of {Number.Share(MeanOf(leaky))} is {Number.Difference(MeanOf(leaky) - MeanOf(honest))} from that of {honest.Name}, and the split, not the network, makes such a gap.";
    }

    private static double MeanOf(ComparedRun run) => run.Folder.Metrics.Full.Uf1.Mean;
}
