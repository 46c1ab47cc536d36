namespace Mien.Cluster.Slurm;

/// <summary>What was found or done when a run was asked to go on.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Missing">Units without a result.</param>
/// <param name="Scripts">The scripts that were written.</param>
/// <param name="Jobs">The jobs that were submitted; none in a dry run.</param>
public sealed record AdvanceOutcome(
    AdvanceKind Kind,
    int Missing,
    IReadOnlyList<string> Scripts,
    IReadOnlyList<long> Jobs
);
