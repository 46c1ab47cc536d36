using Mien.Cluster.Slurm;

namespace Mien.Cli;

/// <summary>Where and how far the units of a command are to be done.</summary>
internal sealed record ExecutorChoice
{
    /// <summary>in-process, local or slurm.</summary>
    public required string Executor { get; init; }

    /// <summary>Processes of the executor local.</summary>
    public required int Processes { get; init; }

    /// <summary>Whether to wait for the end of a run on Slurm.</summary>
    public required bool Wait { get; init; }

    /// <summary>Whether to write scripts only.</summary>
    public required bool DryRun { get; init; }

    /// <summary>As a worker: the file that deals units to tasks; null otherwise.</summary>
    public required string? Units { get; init; }

    /// <summary>As a worker: which task.</summary>
    public required int Task { get; init; }

    /// <summary>As the job after the workers: gather, or begin the next round.</summary>
    public required bool Finish { get; init; }

    /// <summary>Whether only to gather.</summary>
    public required bool Gather { get; init; }

    /// <summary>Whether a person typed the command, rather than a job of the run.</summary>
    public bool IsTyped => Units is null && !Finish;

    /// <summary>The site.</summary>
    public required SlurmProfile Profile { get; init; }
}
