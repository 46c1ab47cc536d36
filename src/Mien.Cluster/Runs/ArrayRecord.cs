namespace Mien.Cluster.Runs;

/// <summary>One job array of a round.</summary>
public sealed record ArrayRecord
{
    /// <summary>The name of its files in the round's folder: the script, the lists of units, the reports.</summary>
    public required string Name { get; init; }

    /// <summary>Number of tasks.</summary>
    public required int Tasks { get; init; }

    /// <summary>Slurm's number for it; null when it was not submitted.</summary>
    public long? Job { get; init; }
}
