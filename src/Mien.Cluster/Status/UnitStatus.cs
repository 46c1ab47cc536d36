namespace Mien.Cluster.Status;

/// <summary>What has become of one unit.</summary>
/// <param name="Unit">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Where">Its task in Slurm, as ARRAY_TASK, and the node; empty when it has none.</param>
/// <param name="Note">Why it waits, or what went wrong; empty when there is nothing to say.</param>
public readonly record struct UnitStatus(string Unit, UnitState State, string Where, string Note);
