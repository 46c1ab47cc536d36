namespace Mien.Cluster.Slurm;

/// <summary>What was found or done when a run was asked to go on.</summary>
public enum AdvanceKind
{
    /// <summary>Every unit has a result: gather.</summary>
    Complete,

    /// <summary>Jobs of the run wait or run, or another process submits them just now: nothing was added.</summary>
    UnderWay,

    /// <summary>One unit was submitted, to see that a node can do it.</summary>
    Probing,

    /// <summary>All missing units were submitted.</summary>
    Submitted,

    /// <summary>Scripts were written, and nothing was submitted.</summary>
    Written,

    /// <summary>Units failed in every attempt, or the probe failed.</summary>
    Exhausted,
}
