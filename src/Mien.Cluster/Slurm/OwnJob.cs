using System.Globalization;

namespace Mien.Cluster.Slurm;

/// <summary>The job of Slurm's that this process is.</summary>
public static class OwnJob
{
    /// <summary>Its number; null outside Slurm.</summary>
    public static long? Number() =>
        long.TryParse(
            Environment.GetEnvironmentVariable("SLURM_JOB_ID"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var job
        )
            ? job
            : null;
}
