using Mien.Recognition.Runs;

namespace Mien.Reporting.Comparisons;

/// <summary>One run of a comparison, held against the first.</summary>
/// <param name="Name">Its name in tables: the network, with the protocol where they differ, or the folder; "(leaky)" where it is.</param>
/// <param name="Folder">The run.</param>
/// <param name="Outcome">Its predictions by sample.</param>
/// <param name="Pair">Reference first, this run second; null for the reference and where no pairing is possible.</param>
/// <param name="AdjustedP">The permutation test's p-value, adjusted for all rivals (Holm); null without a pair.</param>
/// <param name="Unpaired">Why there is no pair; null where there is one, and for the reference.</param>
public sealed record ComparedRun(
    string Name,
    RunFolder Folder,
    RunOutcome Outcome,
    RunComparison? Pair,
    double? AdjustedP,
    string? Unpaired
);
