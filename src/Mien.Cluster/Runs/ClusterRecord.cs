using Mien.Cluster.Slurm;

namespace Mien.Cluster.Runs;

/// <summary>The file <c>cluster/run.json</c>: how the run's jobs are started, so that it can be continued from anywhere.</summary>
public sealed record ClusterRecord
{
    /// <summary>Version of this file's form.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Version of Mien that the jobs run.</summary>
    public required string Version { get; init; }

    /// <summary>What is being done, a few words.</summary>
    public required string Title { get; init; }

    /// <summary>The name of all jobs of this run, by which the queue is asked for them.</summary>
    public required string JobName { get; init; }

    /// <summary>The ordinary command that does the work.</summary>
    public required WorkCommand Command { get; init; }

    /// <summary>What the site wants to know.</summary>
    public required SlurmProfile Profile { get; init; }

    /// <summary>Number of units.</summary>
    public required int Units { get; init; }
}
