namespace Mien.Cluster.Status;

/// <summary>What has become of a unit.</summary>
public enum UnitState
{
    /// <summary>In the queue, or not submitted yet.</summary>
    Waiting,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Has a result.</summary>
    Done,

    /// <summary>Its task ended, or it failed, and it has no result.</summary>
    Failed,
}
