using System.Globalization;

namespace Mien.Cluster.Slurm;

/// <summary>The task of a job array that this process is.</summary>
/// <param name="Id">
/// ARRAY_TASK. Never the bare job number: the last task of an array has the array's own, and requeueing that starts
/// every running task of the array again.
/// </param>
/// <param name="Node">The node it runs on.</param>
/// <param name="Restarts">How often Slurm started it before.</param>
public sealed record SlurmTask(string Id, string Node, int Restarts)
{
    /// <summary>Reads it from the environment; null when this process is no task of an array.</summary>
    public static SlurmTask? FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>Reads it from variables; null when they describe no task of an array.</summary>
    public static SlurmTask? From(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var (array, task) = (variable("SLURM_ARRAY_JOB_ID"), variable("SLURM_ARRAY_TASK_ID"));
        if (string.IsNullOrEmpty(array) || string.IsNullOrEmpty(task))
        {
            return null;
        }

        _ = int.TryParse(
            variable("SLURM_RESTART_COUNT"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var restarts
        );
        return new SlurmTask($"{array}_{task}", variable("SLURMD_NODENAME") ?? Environment.MachineName, restarts);
    }
}
