using Mien.Recognition.Runs;

namespace Mien.Reporting.Comparisons;

/// <summary>One run of a comparison, held against the first.</summary>
/// <param name="Name">Its name in tables: the network, with the protocol where they differ, or the folder; "(leaky)" where it is.</param>
/// <param name="PlainName">The name without what is in brackets.</param>
/// <param name="Folder">The run.</param>
/// <param name="Outcome">Its predictions by sample.</param>
/// <param name="Pair">Reference first, this run second; null for the reference, between leaky and honest, and where no pairing is possible.</param>
/// <param name="AdjustedP">The permutation test's p-value, adjusted for all rivals (Holm); null without a pair.</param>
/// <param name="Unpaired">Why no pairing is possible; null where there is a pair, or none is wanted.</param>
public sealed record ComparedRun(
    string Name,
    string PlainName,
    RunFolder Folder,
    RunOutcome Outcome,
    RunComparison? Pair,
    double? AdjustedP,
    string? Unpaired
)
{
    /// <summary>Whether its score cannot be set against those of honest runs.</summary>
    public bool Leaky => Folder.Run.Leaky;

    /// <summary>How many seeds it has, and which where the reference has others.</summary>
    public string SeedsBeside(ComparedRun reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var seeds = Outcome.Seeds;
        return seeds.SequenceEqual(reference.Outcome.Seeds) ? $"{seeds.Count}" : $"{seeds.Count} ({SeedList})";
    }

    /// <summary>Its seeds, ascending.</summary>
    public string SeedList => string.Join(", ", Outcome.Seeds);

    /// <summary>UF1 over all samples, mean over seeds.</summary>
    public double Mean => Folder.Metrics.Full.Uf1.Mean;
}
